/* A board without anything, so that the bare loop links and its size is known. */
#include "board.h"

static volatile uint8_t data_register;
static volatile uint32_t ticks;

bool board_take(uint8_t *byte)
{
    *byte = data_register;
    return *byte != 0xFFu;
}

bool board_give(uint8_t byte)
{
    data_register = byte;
    return true;
}

uint32_t board_ms(void)
{
    return ticks;
}

void board_show(const char *what, const char *words)
{
    data_register = (uint8_t)(what[0] + words[0]);
}

bool board_work(void)
{
    return true;
}
