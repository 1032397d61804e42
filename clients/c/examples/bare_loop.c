/* The client in a loop without an operating system: memory is static, nothing waits. */
#include "board.h"
#include "second_reader_link.h"

static srl_session session;

static int uart_read(void *context, uint8_t *bytes, size_t size)
{
    size_t count = 0;

    (void)context;
    while (count < size && board_take(&bytes[count])) {
        count++;
    }
    return (int)count;
}

static int uart_write(void *context, const uint8_t *bytes, size_t size)
{
    size_t count = 0;

    (void)context;
    while (count < size && board_give(bytes[count])) {
        count++;
    }
    return (int)count;
}

static uint32_t uart_clock_ms(void *context)
{
    (void)context;
    return board_ms();
}

static void on_news(void *context, const srl_news *news)
{
    (void)context;
    if (news->kind == SRL_UP) {
        board_show("link", "up");
    } else if (news->kind == SRL_LOST) {
        board_show("link", "LOST");
    } else if (news->kind == SRL_EVENT && news->event->kind == srlink_EventKind_EVENT_ITEM) {
        board_show(news->event->item_id, srl_item_state_words(news->event->item_state));
    }
}

int main(void)
{
    static const srl_port port = {NULL, uart_read, uart_write, uart_clock_ms};
    static const srl_config config = {"Example cart 1.0", 0, 100, 16, true};
    bool live = false;

    srl_start(&session, &port, &config, on_news, NULL);
    while (board_work()) {
        srl_poll(&session);
        /* What the picture shows dies with its age, whatever came or did not come. */
        if (live != srl_is_live(&session)) {
            live = !live;
            board_show("picture", live ? "live" : "not live");
        }
    }
    return 0;
}
