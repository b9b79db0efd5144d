const LONGEST_WAIT = 4000;

/** Keeps a line open to the simulator's events; `hello` comes again after every reconnection. */
export function listen({ onState, onEvent }) {
  let wait = 250;
  const connect = () => {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/sim/events`);
    socket.onopen = () => {
      wait = 250;
      onState("open");
    };
    socket.onmessage = ({ data }) => onEvent(JSON.parse(data));
    socket.onclose = () => {
      onState("closed");
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  connect();
}

async function request(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new Error("连不上小镇的服务器");
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.description ?? answer.error ?? `错误 ${response.status}`);
  return answer;
}

/** Sends JSON or a form to the people's side of the simulator. */
export function post(path, body) {
  if (body instanceof FormData) return request(path, { method: "POST", body });
  const headers = { "Content-Type": "application/json" };
  return request(path, { method: "POST", headers, body: JSON.stringify(body) });
}

/** Lets a person do something: says, sends, taps, blocks. */
export const act = (person, verb, body) => post(`/sim/people/${person}/${verb}`, body);

/** Lets a person do something in a group: the same deeds, with who does them. */
export function actIn(group, person, verb, body) {
  if (body instanceof FormData) body.append("person", person);
  return post(`/sim/groups/${group}/${verb}`, body instanceof FormData ? body : { ...body, person });
}

/** What the town's clock says, in milliseconds. */
export const clock = async () => (await request("/sim/clock")).now;

/** The words for newcomers, or null where nobody wrote any. */
export const guide = () => request("/sim/guide").catch(() => null);

/** Where the bytes of a photo or file are. */
export const fileUrl = (file) => `/sim/files/${encodeURIComponent(file.file_unique_id)}`;
