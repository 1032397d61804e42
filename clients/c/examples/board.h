/* What the bare loop wants of a board: four functions of yours, none of which waits. */
#ifndef BOARD_H
#define BOARD_H

#include <stdbool.h>
#include <stdint.h>

/* The byte that came next at the UART; false: none has come. Usually from a ring that the interrupt fills: at 115200
 * baud 11.5 bytes come a millisecond, so 256 bytes serve a loop that takes up to 20 ms. */
bool board_take(uint8_t *byte);

/* Gives a byte to the UART; false: its register or ring is full. */
bool board_give(uint8_t byte);

/* Milliseconds from any start; may wrap. */
uint32_t board_ms(void);

/* Puts a line on the cart's screen: what of the checklist, and its state in words. */
void board_show(const char *what, const char *words);

/* One pass of the cart's own work; false: the loop is to end (on a cart: never). */
bool board_work(void);

#endif
