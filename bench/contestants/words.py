"""What the bots beside ours say: the same questions, buttons and texts as our report."""

REPORT = "📢 反映问题"
WELCOME = "您好，请点下面的按钮。"
CATEGORIES = (
    *("🔧 公共设施", "💡 照明", "🛗 电梯", "🚰 水电气暖", "🧹 环境卫生", "🌳 绿化"),
    *("🔊 噪音", "🚗 停车", "🚒 消防通道", "🐕 宠物", "🏢 物业服务", "其他", "🆘 有人遇险"),
)
HOME = "广安社区 森林公园小区 3号楼 2单元"
COMMUNITIES = ("广安社区", "向阳社区", "新华社区", "河畔社区")
TITLE = "📢 反映问题"
WHAT = f"{TITLE} (1/4)\n\n是哪方面的事?"
WHERE = f"{TITLE} (2/4)\n\n在哪里?"
STORY = f"{TITLE} (3/4)\n\n出了什么问题? 怎么说就怎么写。\n例如: 3号门旁边两盏灯不亮"
PHOTOS = f"{TITLE} (4/4)\n\n有照片吗? 请发到这里。"
SKIP = "⏭ 跳过"
SEND = "✅ 提交"
CANCEL = "✖️ 取消"
CANCELLED = "已取消，什么也没有发出去。"


def summary(category: str, place: str, story: str) -> str:
    """The text of the last question."""
    return (
        f"{TITLE}\n\n是哪方面的事?\n{category}\n\n在哪里?\n{place}\n\n出了什么问题?\n{story}"
        "\n\n社区和维修的人会看到您的姓名，邻居看不到。"
    )


def received(number: int) -> str:
    """The text after the report was sent."""
    return f"✅ 收到了。编号 {number}。\n每一步都会在这里告诉您。"
