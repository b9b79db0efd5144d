const WIDTH = 1200;
const HEIGHT = 900;
const SCENES = [brokenLamp, puddle, rubbish];
let taken = 0;

/** Draws a picture of something that is wrong in the street, as if taken with the phone. */
export async function snapshot() {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext("2d");
  SCENES[taken % SCENES.length](pen);
  taken += 1;
  grain(pen);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.88 });
  return new File([blob], "photo.jpg", { type: blob.type });
}

function shade(pen, top, bottom, from = 0, to = HEIGHT) {
  const gradient = pen.createLinearGradient(0, from, 0, to);
  gradient.addColorStop(0, top);
  gradient.addColorStop(1, bottom);
  pen.fillStyle = gradient;
  pen.fillRect(0, from, WIDTH, to - from);
}

function box(pen, colour, ...rectangle) {
  pen.fillStyle = colour;
  pen.fillRect(...rectangle);
}

function blob(pen, colour, x, y, across, down) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.ellipse(x, y, across, down, 0, 0, 2 * Math.PI);
  pen.fill();
}

function houses(pen, wall, light, lit) {
  const places = [[60, 170, 300], [390, 250, 250], [700, 120, 260], [990, 220, 260]];
  places.forEach(([x, y, width], n) => {
    box(pen, wall, x, y, width, 640 - y);
    for (let row = y + 40; row < 560; row += 84) {
      for (let column = x + 34; column < x + width - 50; column += 78) {
        const on = (row * 7 + column * 3 + n) % 10 < lit;
        box(pen, on ? light : "rgb(20 30 45 / .35)", column, row, 40, 48);
      }
    }
  });
}

function brokenLamp(pen) {
  shade(pen, "#0b1730", "#28385c", 0, 640);
  houses(pen, "#16223c", "#e8b765", 3);
  shade(pen, "#2b3242", "#151a26", 640, HEIGHT);
  box(pen, "#596377", 590, 210, 16, 560);
  box(pen, "#596377", 500, 206, 106, 13);
  blob(pen, "#39425a", 492, 222, 46, 17);
  blob(pen, "rgb(0 0 0 / .35)", 598, 774, 70, 14);
}

function puddle(pen) {
  shade(pen, "#b7c7d3", "#e4e9ea", 0, 640);
  houses(pen, "#a3aaa8", "#dfe8ea", 6);
  shade(pen, "#8b8d8c", "#6d6f70", 640, HEIGHT);
  blob(pen, "#53616b", 620, 775, 430, 82);
  blob(pen, "#7f97a6", 600, 766, 390, 66);
  blob(pen, "rgb(255 255 255 / .28)", 480, 752, 150, 15);
  blob(pen, "#3b3d3f", 700, 770, 84, 24);
  blob(pen, "#5d6063", 700, 764, 78, 21);
}

function rubbish(pen) {
  shade(pen, "#cfe0ea", "#f1ede2", 0, 640);
  houses(pen, "#cbb79d", "#eef2ee", 7);
  shade(pen, "#a9a59b", "#8a867d", 640, HEIGHT);
  box(pen, "#3f7d5c", 720, 470, 190, 270);
  box(pen, "#2f6148", 706, 446, 218, 34);
  blob(pen, "rgb(0 0 0 / .22)", 560, 772, 330, 34);
  [[350, 690, 92], [470, 640, 96], [520, 715, 104], [630, 700, 88]].forEach(([x, y, size], n) => {
    blob(pen, ["#2c3038", "#4b4f58", "#363a43", "#5c5346"][n], x, y, size, size * 0.86);
    blob(pen, "rgb(255 255 255 / .12)", x - 24, y - 30, 18, 26);
  });
  box(pen, "#b98d57", 400, 730, 130, 62);
}

function grain(pen) {
  for (let n = 0; n < 2600; n += 1) {
    const colour = Math.random() < 0.5 ? "rgb(255 255 255 / .05)" : "rgb(0 0 0 / .05)";
    box(pen, colour, Math.random() * WIDTH, Math.random() * HEIGHT, 2, 2);
  }
}
