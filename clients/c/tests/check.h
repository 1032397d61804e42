/* What the tests share: checks, and a line with a device's end that a test plays by hand. */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pb_decode.h>
#include <pb_encode.h>

#include "second_reader_link.h"

#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);          \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

#define CHECK_EQUAL(is, wanted)                                                              \
    do {                                                                                     \
        const long long is_ = (long long)(is), wanted_ = (long long)(wanted);                \
        if (is_ != wanted_) {                                                                \
            fprintf(stderr, "%s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #is, is_, wanted_); \
            exit(1);                                                                         \
        }                                                                                    \
    } while (0)

enum { LINE_BYTES = 1 << 16, NEWS_MAX = 512 };

/* Bytes on their way. */
typedef struct pipe_of_bytes {
    uint8_t bytes[LINE_BYTES];
    size_t from, to;
} pipe_of_bytes;

/* A piece of news, kept. */
typedef struct kept {
    srl_news news;
    srl_message message;
    srlink_Event event;
} kept;

/* A session, its line, a clock that the test moves, and the news so far. */
typedef struct line {
    srl_session session;
    pipe_of_bytes to_device, to_vendor;
    uint32_t ms;
    int take_max; /* bytes that a write takes; 0: none */
    bool gone;
    bool hold; /* what the device says waits for the test's own polls */
    srl_decoder ear; /* the device's */
    uint16_t seq;    /* the device's */
    kept news[NEWS_MAX];
    size_t told, looked_at;
    uint32_t (*react)(struct line *, const srl_news *);
} line;

void line_start(line *l, const srl_config *config);

/* Moves the clock on, a millisecond and a poll at a time. */
void line_wait(line *l, uint32_t ms);

/* The next frame that the vendor sent, or NULL. */
const srl_frame *line_heard(line *l);

/* The next one with that id, past the others; fails where there is none. `message`, where not NULL, is decoded. */
srl_frame line_expect(line *l, srlink_MsgId msg_id, const pb_msgdesc_t *fields, void *message);

/* The device says something; polls once. */
void line_say(line *l, srlink_MsgId msg_id, uint16_t reply_to, const pb_msgdesc_t *fields, const void *message);

/* Frames anything, as any device would. */
void line_say_raw(line *l, const srl_frame *header, const uint8_t *payload);

/* The next piece of news; fails where there is none, or it is another one. */
const kept *line_news(line *l, srl_kind kind);

/* Whether there is no more news. Heartbeats do not count. */
bool line_quiet(line *l);

/* Has the session begin, with the features all and a log. */
void line_open(line *l, uint32_t log_id, uint32_t event_newest);

/* An event as long as they are. */
srlink_Event line_make_event(uint32_t id);

/* The device tells of an event. */
void line_event(line *l, uint32_t id);

/* A heartbeat of the device. */
void line_heartbeat(line *l, uint32_t log_id, uint32_t event_newest);

/* The next number of a sequence that looks random. */
uint32_t chance(uint32_t *state);

#endif
