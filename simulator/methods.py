"""The methods of the Bot API that the simulator can do."""

from simulator import editing, sending, settings
from simulator.action import Action

ACTIONS: dict[str, Action] = {
    "getMe": settings.get_me,
    "getWebhookInfo": settings.get_webhook_info,
    "deleteWebhook": settings.delete_webhook,
    "setMyCommands": settings.set_my_commands,
    "getMyCommands": settings.get_my_commands,
    "deleteMyCommands": settings.delete_my_commands,
    "setMyName": settings.text_setter("name"),
    "getMyName": settings.text_getter("name"),
    "setMyDescription": settings.text_setter("description"),
    "getMyDescription": settings.text_getter("description"),
    "setMyShortDescription": settings.text_setter("short_description"),
    "getMyShortDescription": settings.text_getter("short_description"),
    "setChatMenuButton": settings.set_chat_menu_button,
    "getChatMenuButton": settings.get_chat_menu_button,
    "getChat": settings.get_chat,
    "getFile": settings.get_file,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.file_sender("photo"),
    "sendDocument": sending.file_sender("document"),
    "sendVoice": sending.file_sender("voice"),
    "sendVideo": sending.file_sender("video"),
    "sendSticker": sending.file_sender("sticker"),
    "sendMediaGroup": sending.send_media_group,
    "sendLocation": sending.send_location,
    "sendContact": sending.send_contact,
    "sendChatAction": sending.send_chat_action,
    "copyMessage": sending.copy_message,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
}
