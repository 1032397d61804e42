/* Sends every message back as it came, and throws all else away: what `second-reader link conform` asks of a build.
 *
 *     echo DEVICE
 *
 * In firmware do the same in place of srl_poll: a byte from the UART to srl_decode, and a frame that srl_look_at calls
 * a message through srl_seal back to the UART. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "second_reader_link.h"

static int open_line(const char *device)
{
    struct termios settings;
    const int line = open(device, O_RDWR | O_NOCTTY);

    if (line >= 0 && tcgetattr(line, &settings) == 0) {
        settings.c_iflag = IGNPAR;
        settings.c_oflag = 0;
        settings.c_lflag = 0;
        settings.c_cflag = CS8 | CREAD | CLOCAL;
        cfsetispeed(&settings, B115200);
        cfsetospeed(&settings, B115200);
        tcsetattr(line, TCSANOW, &settings);
    }
    return line;
}

static bool send_back(int line, const srl_frame *frame)
{
    uint8_t buffer[SRL_SEAL_HEAD + SRL_PAYLOAD_BYTES_MAX + SRL_SEAL_TAIL];
    size_t size, sent = 0;

    memcpy(buffer + SRL_SEAL_HEAD, frame->payload, frame->payload_bytes);
    size = srl_seal(buffer, frame);
    while (sent < size) {
        const ssize_t count = write(line, buffer + sent, size - sent);
        if (count < 0 && errno != EINTR && errno != EAGAIN) {
            return false;
        }
        sent += count > 0 ? (size_t)count : 0;
    }
    return true;
}

int main(int count, char **arguments)
{
    static srl_decoder decoder;
    uint8_t bytes[256];
    ssize_t came;
    int line;

    if (count != 2) {
        fprintf(stderr, "error: no such arguments\nhint: echo DEVICE\n");
        return 2;
    }
    line = open_line(arguments[1]);
    if (line < 0) {
        fprintf(stderr, "error: %s: %s\nhint: name the serial line, such as /dev/ttyUSB0\n", arguments[1],
                strerror(errno));
        return 1;
    }
    while ((came = read(line, bytes, sizeof bytes)) > 0) {
        ssize_t i;
        for (i = 0; i < came; i++) {
            if (srl_decode(&decoder, bytes[i]) == SRL_ARRIVAL_FRAME && srl_look_at(&decoder.frame) == SRL_MESSAGE &&
                !send_back(line, &decoder.frame)) {
                return 1;
            }
        }
    }
    close(line);
    return 0;
}
