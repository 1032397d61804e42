/* The vendor's end of the Second Reader link, in C99, without allocation.
 *
 * What the messages mean stands in the contract (second_reader.proto) and beside each of their fields in
 * generated/second_reader.pb.h. This file has the rest: framing, the session, time-outs, catching up.
 *
 *     static srl_session session;                      (1.5 KB on a Cortex-M)
 *     srl_start(&session, &port, &config, on_news, NULL);
 *     for (;;) srl_poll(&session);                     (never blocks; every 10 ms or oftener)
 *
 * Everything that happens comes as srl_news to one function of yours, from within srl_poll. A session belongs to one
 * thread. The device supports the examiner; it does not diagnose: "seen" is never "normal", "cannot assess" is
 * never "not seen".
 */
#ifndef SECOND_READER_LINK_H
#define SECOND_READER_LINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "second_reader.pb.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---------------------------------------------------------------------------------------------------------------
 * Frames. A program that only holds a session needs nothing of this part.
 */

enum {
    SRL_MAJOR = 1,                /* major version that this client speaks */
    SRL_HEADER_BYTES = 8,
    SRL_CRC_BYTES = 4,
    SRL_PAYLOAD_BYTES_MAX = 512,
    SRL_RAW_BYTES_MAX = SRL_HEADER_BYTES + SRL_PAYLOAD_BYTES_MAX + SRL_CRC_BYTES,
    SRL_RAW_BYTES_MIN = SRL_HEADER_BYTES + SRL_CRC_BYTES,
    SRL_SEAL_HEAD = 4 + SRL_HEADER_BYTES, /* room that srl_seal needs in front of a payload, bytes */
    SRL_SEAL_TAIL = SRL_CRC_BYTES + 1     /* and behind it */
};

/* A frame, taken apart. `payload` points into the buffer of the decoder. */
typedef struct srl_frame {
    uint8_t major;
    uint8_t flags;     /* high nibble: incompatible, low nibble: compatible */
    uint16_t msg_id;   /* srlink_MsgId */
    uint16_t seq;      /* 1 to 65535 */
    uint16_t reply_to; /* `seq` of the request that this answers; 0: a notice, or a request */
    const uint8_t *payload;
    size_t payload_bytes;
} srl_frame;

/* What a byte has brought. */
typedef enum srl_arrival {
    SRL_ARRIVAL_NONE,      /* nothing yet */
    SRL_ARRIVAL_FRAME,     /* a frame: in `frame` */
    SRL_ARRIVAL_BAD_COBS,  /* broken framing */
    SRL_ARRIVAL_TOO_SHORT, /* shorter than a header and a CRC */
    SRL_ARRIVAL_BAD_CRC,   /* damaged */
    SRL_ARRIVAL_TOO_LARGE  /* longer than the longest frame */
} srl_arrival;

/* Takes frames out of a stream of bytes. All zeros is its start. After any fault it goes on behind the next zero. */
typedef struct srl_decoder {
    uint8_t raw[SRL_RAW_BYTES_MAX];
    size_t filled;
    uint8_t left;      /* bytes until the next code */
    bool begun;        /* a code came since the last delimiter */
    bool zero_due;     /* a zero stands before the next code */
    bool overrun;      /* more came than fits */
    srl_frame frame;   /* the last good one; valid until the next byte */
} srl_decoder;

/* CRC-32/ISO-HDLC, that of zlib. Start with crc 0; give the result of the bytes before to go on. */
uint32_t srl_crc32(uint32_t crc, const uint8_t *bytes, size_t size);

/* Makes a frame, in place. The payload of `header->payload_bytes` (0 to 512) lies at buffer + SRL_SEAL_HEAD, and
 * SRL_SEAL_TAIL bytes behind it are free; `header->payload` is not used. Afterwards the frame begins at `buffer`,
 * with a zero in front that ends what noise may have begun. Returns its length with both delimiters, bytes;
 * 0 where the payload is too long. */
size_t srl_seal(uint8_t *buffer, const srl_frame *header);

/* Takes the next byte of the stream. */
srl_arrival srl_decode(srl_decoder *decoder, uint8_t byte);

/* What a receiver makes of a good frame. */
typedef enum srl_verdict {
    SRL_MESSAGE,
    SRL_UNSUPPORTED_VERSION, /* another major version, and neither HELLO nor ERROR */
    SRL_UNSUPPORTED_FLAGS,   /* an unknown bit in the high nibble */
    SRL_UNKNOWN_MESSAGE,     /* no such `msg_id` in this contract */
    SRL_MALFORMED            /* the payload is no such message, or breaks a bound of it */
} srl_verdict;

/* Looks at a frame of either side, whatever a session says to it: for the conformance vectors. Takes 1 KB of stack. */
srl_verdict srl_look_at(const srl_frame *frame);

/* ---------------------------------------------------------------------------------------------------------------
 * The session.
 */

enum {
    SRL_REQUESTS_MAX = 3,           /* yours that may wait for answers; a fourth is kept for the session's own */
    SRL_REQUEST_BYTES_MAX = 24,     /* the longest request but HELLO, encoded */
    SRL_PERIOD_MS = 1000,           /* of HELLO and HEARTBEAT */
    SRL_LINK_LOST_MS = 3500,        /* without a valid frame */
    SRL_ANSWER_MS_MAX = 1000,       /* then the request is sent again */
    SRL_SELF_TEST_MS_MAX = 10000,
    SRL_REPEATS_MAX = 3,            /* then the link is lost */
    SRL_STALE_MS = 300,             /* older results are history */
    SRL_POLL_BYTES_MAX = 2048       /* read by one srl_poll at most */
};

/* The serial line and a clock. None of the functions may block. */
typedef struct srl_port {
    void *context;
    /* Up to `size` bytes that have come: how many; 0: none now; negative: the line is gone (unplugged). */
    int (*read)(void *context, uint8_t *bytes, size_t size);
    /* Hands over up to `size` bytes: how many were taken; 0: none now; negative: the line is gone. After a negative
     * result `read` is called on with each srl_poll: open the line anew in it when it is there again. */
    int (*write)(void *context, const uint8_t *bytes, size_t size);
    /* Milliseconds from any start; may wrap at 2^32. */
    uint32_t (*clock_ms)(void *context);
} srl_port;

/* What is asked for. */
typedef struct srl_config {
    const char *vendor;          /* your maker and product, at most 24 bytes, for the device's log */
    uint32_t features;           /* bits of srlink_Feature; 0: all */
    uint32_t snapshot_period_ms; /* 20 to 10000; 0: no snapshots */
    uint32_t event_credits;      /* events on the way at a time, 2 to 4096; 0: no events. 16 is a good value */
    bool past_events;            /* at the first connection, also tell what happened before it */
} srl_config;

/* The messages of a device. */
typedef union srl_message {
    srlink_HelloAck hello_ack;
    srlink_Heartbeat heartbeat;
    srlink_Error error;
    srlink_Busy busy;
    srlink_Done done;
    srlink_Identity identity;
    srlink_Health health;
    srlink_Config config;
    srlink_SelfTestResult self_test_result;
    srlink_Clock clock;
    srlink_Brightness brightness;
    srlink_Log log;
    srlink_Exam exam;
    srlink_Snapshot snapshot;
    srlink_Event event;
    srlink_Events events;
    srlink_Checklist checklist;
    srlink_Item item;
    srlink_Measurements measurements;
    srlink_Findings findings;
    srlink_KeyImage key_image;
} srl_message;

/* What has happened. */
typedef enum srl_kind {
    SRL_UP,          /* the session has begun: message->hello_ack. `anew`: another log of events than before, so
                        that what you know of the exam is void */
    SRL_LOST,        /* the link is lost: show that you are blind. `cause`. HELLO is sent from now on by itself */
    SRL_HEARTBEAT,   /* message->heartbeat */
    SRL_SNAPSHOT,    /* message->snapshot, as subscribed */
    SRL_EVENT,       /* `event`: each once, in the order of ids, over lost links too */
    SRL_EVENTS_GONE, /* events `first_id` to `last_id` cannot be had any more: take the present states */
    SRL_ANSWER,      /* to `request`: `msg_id` says which message */
    SRL_REFUSED,     /* the device does not do `request`: message->error says why */
    SRL_UNANSWERED,  /* whether `request` was done is not known: `cause` */
    SRL_NOTICE       /* the device complains of what it received: message->error */
} srl_kind;

/* Why a link was lost or an answer did not come. */
typedef enum srl_cause {
    SRL_CAUSE_NONE,
    SRL_CAUSE_SILENCE,    /* no valid frame for 3.5 s */
    SRL_CAUSE_NO_ANSWER,  /* to a request and its repeats */
    SRL_CAUSE_LINE,       /* read or write said that the line is gone */
    SRL_CAUSE_NO_SESSION, /* the device knows of no session: it has restarted */
    SRL_CAUSE_UNREADABLE, /* the answer is no such message, or larger than this client's contract says */
    SRL_CAUSE_ENDED       /* you ended the session */
} srl_cause;

/* A piece of news. What it points to is valid until the function returns. */
typedef struct srl_news {
    srl_kind kind;
    srl_cause cause;
    bool anew;
    uint32_t first_id;
    uint32_t last_id;
    uint32_t request;           /* the number that srl_request gave; 0: none of yours */
    uint16_t request_id;        /* its srlink_MsgId */
    uint16_t msg_id;            /* srlink_MsgId of `message` */
    const srl_message *message; /* NULL where there is none */
    const srlink_Event *event;  /* of SRL_EVENT; else NULL */
} srl_news;

/* Takes news, from within srl_poll. It may make requests; it must not call srl_poll. */
typedef void srl_on_news(void *context, const srl_news *news);

/* Counts since srl_start. */
typedef struct srl_counts {
    uint32_t rx_frames;          /* good ones */
    uint32_t rx_bad_cobs;        /* broken framing, or shorter than a header and a CRC */
    uint32_t rx_bad_crc;
    uint32_t rx_too_large;
    uint32_t rx_rejected;        /* another major version or an unknown incompatible flag */
    uint32_t rx_unknown;         /* notices and answers that this client does not know, or did not wait for */
    uint32_t rx_unreadable;      /* payloads that are no such message */
    uint32_t tx_frames;
    uint32_t requests_repeated;
    uint32_t events_repeated;    /* that came again and were not told again */
    uint32_t events_caught_up;   /* that were lost on the line and fetched */
    uint32_t links_lost;
} srl_counts;

/* A request on its way: part of srl_session. */
typedef struct srl_slot {
    uint8_t phase;
    uint8_t repeats;
    uint16_t msg_id;
    uint16_t seq;
    uint8_t payload_bytes;
    uint8_t payload[SRL_REQUEST_BYTES_MAX];
    uint32_t number;
    uint32_t since_ms;
    uint32_t wait_ms;
} srl_slot;

/* A session: memory of yours, to be read by the functions below alone. */
typedef struct srl_session {
    srl_port port;
    srl_config config;
    srl_on_news *on_news;
    void *context;
    srl_decoder decoder;
    srl_message message;
    srl_counts counts;
    srl_slot slots[SRL_REQUESTS_MAX + 1];
    uint8_t out[SRL_SEAL_HEAD + srlink_Hello_size + SRL_SEAL_TAIL];
    size_t out_bytes;
    size_t out_sent;
    bool up;
    bool ended;
    bool met;
    bool line_gone;
    bool snapshot_stale;
    bool snapshot_had;
    bool behind;
    bool hello_sent;
    uint16_t seq;
    uint16_t hello_seq;
    uint16_t hello_count;
    uint32_t number;
    uint32_t started_ms;
    uint32_t beat_ms;
    uint32_t heard_ms;
    uint32_t snapshot_ms;
    uint32_t snapshot_age_ms;
    uint32_t log_id;
    uint32_t event_last;
    uint32_t event_granted;
    uint32_t event_credits;
    uint32_t behind_id;
    uint32_t behind_ms;
    bool fetch;
    uint32_t fetch_max;
    bool fetch_resting;
    uint32_t fetch_rest_ms;
} srl_session;

/* Begins: HELLO goes out with the first srl_poll. `vendor` has to stay where it is. */
void srl_start(srl_session *session, const srl_port *port, const srl_config *config, srl_on_news *on_news,
               void *context);

/* Reads, tells news, sends, watches the clock. Does not block. */
void srl_poll(srl_session *session);

/* Whether a session is held. */
bool srl_is_up(const srl_session *session);

/* Whether what the last snapshot tells may be shown as the picture's present content: the link is up, the device
 * did not call it stale, and with the time since it came it is no older than 300 ms. Ask before each redraw. */
bool srl_is_live(const srl_session *session);

/* Counts since srl_start. */
const srl_counts *srl_get_counts(const srl_session *session);

/* Says BYE and stays silent from SRL_LOST with SRL_CAUSE_ENDED on, until srl_resume. Events go on behind the last
 * one then. Returns as srl_request; where no session is held there is nothing to say, and it is silent at once. */
uint32_t srl_end(srl_session *session);

/* Says HELLO again. */
void srl_resume(srl_session *session);

/* Sends a request: `msg_id` and the message that belongs to it, such as srlink_GetItem. Returns its number, from 1:
 * one SRL_ANSWER, SRL_REFUSED or SRL_UNANSWERED with that number comes. 0: nothing was done, as no session is
 * held, SRL_REQUESTS_MAX wait already, or `msg_id` is no request of yours (HELLO, credits and catching up are the
 * session's own). A request that got no answer is sent again by itself, and done once. */
uint32_t srl_request(srl_session *session, srlink_MsgId msg_id, const void *message);

/* The same for what is asked most. `exam_id`: yours, opaque, at most 16 bytes; no name, no number of a patient. */
uint32_t srl_exam_begin(srl_session *session, const uint8_t *exam_id, size_t size);
uint32_t srl_exam_command(srl_session *session, srlink_Command command);
uint32_t srl_get_checklist(srl_session *session, uint32_t first);
uint32_t srl_get_item(srl_session *session, uint32_t item);

/* The state of an item in a snapshot, at a position of the checklist from 0; UNSPECIFIED where it is not told. */
srlink_ItemState srl_snapshot_item(const srlink_Snapshot *snapshot, uint32_t item);

/* How sure the model is of a structure in a snapshot, per cent; -1: not told, or not looked for. `seen`, where not
 * NULL: whether it counts as seen in that frame. */
int srl_snapshot_structure(const srlink_Snapshot *snapshot, srlink_Structure structure, bool *seen);

/* Words of an item's state for people, never NULL: "seen", "not seen", "cannot assess", "meets the criterion",
 * "outside the criterion", "not told", or "unknown" for a state of a later version. */
const char *srl_item_state_words(srlink_ItemState state);

#ifdef __cplusplus
}
#endif

#endif
