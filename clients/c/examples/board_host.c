/* The bare loop on a desk: the UART is the device named in SRL_DEVICE, the screen is standard output. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "board.h"

static int uart = -1;
static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

bool board_take(uint8_t *byte)
{
    return read(uart, byte, 1) == 1;
}

bool board_give(uint8_t byte)
{
    return write(uart, &byte, 1) == 1;
}

uint32_t board_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)((uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u);
}

void board_show(const char *what, const char *words)
{
    printf("%s: %s\n", what, words);
    fflush(stdout);
}

bool board_work(void)
{
    if (uart < 0) {
        const char *name = getenv("SRL_DEVICE");
        struct termios settings;
        uart = open(name != NULL ? name : "/dev/ttyUSB0", O_RDWR | O_NOCTTY | O_NONBLOCK);
        if (uart < 0) {
            perror("SRL_DEVICE");
            exit(1);
        }
        if (tcgetattr(uart, &settings) == 0) {
            settings.c_iflag = IGNPAR;
            settings.c_oflag = 0;
            settings.c_lflag = 0;
            settings.c_cflag = CS8 | CREAD | CLOCAL;
            cfsetispeed(&settings, B115200);
            cfsetospeed(&settings, B115200);
            tcsetattr(uart, TCSANOW, &settings);
        }
        signal(SIGINT, on_signal);
        signal(SIGTERM, on_signal);
    }
    poll(NULL, 0, 1);
    return !stop;
}
