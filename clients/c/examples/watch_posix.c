/* Prints what changes in the checklist of a Second Reader, on a POSIX system.
 *
 *     watch DEVICE [BAUD] [begin|end|mark]...
 *
 * The commands are given once, in their order, when the session has begun. Ctrl-C ends the session. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "second_reader_link.h"

enum { ITEMS_MAX = 64, COMMANDS_MAX = 8 };

typedef struct watcher {
    srl_session session;
    const char *device;
    speed_t speed;
    int line; /* -1: not there */
    char labels[ITEMS_MAX][65];
    uint32_t labels_known;
    srlink_Command commands[COMMANDS_MAX];
    size_t commands_given;
    size_t commands_sent;
} watcher;

static volatile sig_atomic_t stop;

static void on_signal(int number)
{
    (void)number;
    stop = 1;
}

/* -- The line ------------------------------------------------------------------------------------------------ */

static bool open_line(watcher *w)
{
    struct termios settings;
    const int line = open(w->device, O_RDWR | O_NOCTTY | O_NONBLOCK);

    if (line < 0) {
        return false;
    }
    if (tcgetattr(line, &settings) == 0) {
        settings.c_iflag = IGNPAR;
        settings.c_oflag = 0;
        settings.c_lflag = 0;
        settings.c_cflag = CS8 | CREAD | CLOCAL;
        settings.c_cc[VMIN] = 0;
        settings.c_cc[VTIME] = 0;
        cfsetispeed(&settings, w->speed);
        cfsetospeed(&settings, w->speed);
        tcsetattr(line, TCSANOW, &settings);
        tcflush(line, TCIFLUSH);
    }
    w->line = line;
    return true;
}

static int gone(watcher *w)
{
    if (w->line >= 0) {
        close(w->line);
        w->line = -1;
    }
    return -1;
}

static int line_read(void *context, uint8_t *bytes, size_t size)
{
    watcher *w = context;
    struct pollfd state;
    ssize_t count;

    if (w->line < 0 && !open_line(w)) {
        return -1;
    }
    state.fd = w->line;
    state.events = POLLIN;
    state.revents = 0;
    if (poll(&state, 1, 0) > 0 && (state.revents & POLLIN) == 0) {
        return gone(w); /* hung up: a USB line was unplugged */
    }
    count = read(w->line, bytes, size);
    if (count < 0) {
        return errno == EAGAIN || errno == EINTR ? 0 : gone(w);
    }
    return (int)count;
}

static int line_write(void *context, const uint8_t *bytes, size_t size)
{
    watcher *w = context;
    const ssize_t count = w->line < 0 ? -1 : write(w->line, bytes, size);

    if (count < 0) {
        return w->line >= 0 && (errno == EAGAIN || errno == EINTR) ? 0 : gone(w);
    }
    return (int)count;
}

static uint32_t clock_ms(void *context)
{
    struct timespec now;

    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)((uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u);
}

/* -- What is shown -------------------------------------------------------------------------------------------- */

/* The name of a value without its first words: "STATE_NO_SIGNAL" is "NO_SIGNAL". */
static const char *shortened(const char *name, size_t prefix)
{
    return strlen(name) > prefix ? name + prefix : name;
}

static void show_event(const watcher *w, const srlink_Event *event)
{
    printf("%10.3f s  ", (double)event->stamp.time_ms / 1000.0);
    switch (event->kind) {
    case srlink_EventKind_EVENT_ITEM:
        printf("item %s: %s", event->item_id, srl_item_state_words(event->item_state));
        if (event->item < w->labels_known) {
            printf("  (%s)", w->labels[event->item]);
        }
        break;
    case srlink_EventKind_EVENT_VIEW:
        printf("view: %s", shortened(srlink_View_name(event->view), 5));
        break;
    case srlink_EventKind_EVENT_STATE:
        printf("state: %s", shortened(srlink_State_name(event->state), 6));
        break;
    case srlink_EventKind_EVENT_EXAM:
        printf("exam: %s", shortened(srlink_ExamState_name(event->exam), 11));
        if (event->refused != srlink_ErrorCode_ERROR_UNSPECIFIED) {
            printf(", %s refused: %s", shortened(srlink_Command_name(event->command), 8),
                   shortened(srlink_ErrorCode_name(event->refused), 6));
        }
        break;
    case srlink_EventKind_EVENT_REVEAL:
        printf("results: %s", event->withheld ? "withheld until the examiner has judged" : "shown");
        break;
    default:
        printf("an event of a later version");
        break;
    }
    printf("  #%lu\n", (unsigned long)event->id);
}

static void take_labels(watcher *w, const srlink_Checklist *page)
{
    uint32_t i;

    for (i = 0; i < page->items_count && page->first + i < ITEMS_MAX; i++) {
        snprintf(w->labels[page->first + i], sizeof w->labels[0], "%s", page->items[i].label);
    }
    w->labels_known = page->first + i;
    if (w->labels_known < page->total && w->labels_known < ITEMS_MAX) {
        srl_get_checklist(&w->session, w->labels_known);
    }
}

/* One at a time: the next one when the one before is answered. */
static void say_next(watcher *w)
{
    if (w->commands_sent < w->commands_given) {
        const srlink_Command command = w->commands[w->commands_sent];
        const uint32_t request = command == srlink_Command_COMMAND_BEGIN ? srl_exam_begin(&w->session, NULL, 0)
                                                                         : srl_exam_command(&w->session, command);
        w->commands_sent += request != 0;
    }
}

static void on_news(void *context, const srl_news *news)
{
    watcher *w = context;

    switch (news->kind) {
    case SRL_UP:
        printf("link: up, serial number %s, firmware %s\n", news->message->hello_ack.serial,
               news->message->hello_ack.firmware);
        if (news->anew) {
            w->labels_known = 0;
            srl_get_checklist(&w->session, 0);
        }
        say_next(w);
        break;
    case SRL_LOST:
        printf("link: %s\n", news->cause == SRL_CAUSE_ENDED ? "ended" : "LOST");
        break;
    case SRL_EVENT:
        show_event(w, news->event);
        break;
    case SRL_EVENTS_GONE:
        printf("events %lu to %lu are gone\n", (unsigned long)news->first_id, (unsigned long)news->last_id);
        break;
    case SRL_ANSWER:
        if (news->msg_id == srlink_MsgId_MSG_CHECKLIST) {
            take_labels(w, &news->message->checklist);
        } else if (news->msg_id == srlink_MsgId_MSG_EXAM) {
            say_next(w);
        }
        break;
    case SRL_REFUSED:
    case SRL_NOTICE:
        printf("device: %s: %s %s\n", srlink_ErrorCode_name(news->message->error.code), news->message->error.message,
               news->message->error.hint);
        break;
    case SRL_UNANSWERED:
        printf("no answer to %s\n", srlink_MsgId_name((srlink_MsgId)news->request_id));
        break;
    case SRL_HEARTBEAT:
    case SRL_SNAPSHOT:
        break;
    }
    fflush(stdout);
}

/* -- The program ---------------------------------------------------------------------------------------------- */

static bool take_argument(watcher *w, const char *argument)
{
    static const struct {
        const char *name;
        speed_t speed;
    } speeds[] = {{"9600", B9600},     {"19200", B19200},   {"38400", B38400},
                  {"57600", B57600},   {"115200", B115200}, {"230400", B230400}};
    static const struct {
        const char *name;
        srlink_Command command;
    } commands[] = {{"begin", srlink_Command_COMMAND_BEGIN},
                    {"end", srlink_Command_COMMAND_END},
                    {"mark", srlink_Command_COMMAND_MARK}};
    size_t i;

    for (i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
        if (strcmp(argument, speeds[i].name) == 0) {
            w->speed = speeds[i].speed;
            return true;
        }
    }
    for (i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(argument, commands[i].name) == 0 && w->commands_given < COMMANDS_MAX) {
            w->commands[w->commands_given++] = commands[i].command;
            return true;
        }
    }
    return false;
}

int main(int count, char **arguments)
{
    static watcher w;
    static const srl_config config = {"Example watch 1.0", 0, 0, 16, true};
    srl_port port;
    struct sigaction action;
    int i;

    w.line = -1;
    w.speed = B115200;
    for (i = 2; i < count; i++) {
        if (!take_argument(&w, arguments[i])) {
            count = 0;
        }
    }
    if (count < 2) {
        fprintf(stderr, "error: no such arguments\nhint: watch DEVICE [BAUD] [begin|end|mark]...\n");
        return 2;
    }
    w.device = arguments[1];
    if (!open_line(&w)) {
        fprintf(stderr, "error: %s: %s\nhint: name the serial line, such as /dev/ttyUSB0\n", w.device, strerror(errno));
        return 1;
    }
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);

    port.context = &w;
    port.read = line_read;
    port.write = line_write;
    port.clock_ms = clock_ms;
    srl_start(&w.session, &port, &config, on_news, &w);
    while (!stop) {
        struct pollfd wait;
        wait.fd = w.line; /* negative ones are skipped */
        wait.events = POLLIN;
        poll(&wait, 1, w.line < 0 ? 200 : 20);
        srl_poll(&w.session);
    }
    if (srl_end(&w.session) != 0) {
        const uint32_t began = clock_ms(NULL);
        while (srl_is_up(&w.session) && clock_ms(NULL) - began < 1000) {
            poll(NULL, 0, 10);
            srl_poll(&w.session);
        }
    }
    gone(&w);
    return 0;
}
