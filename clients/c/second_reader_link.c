/* The vendor's end of the Second Reader link: see second_reader_link.h. */
#include "second_reader_link.h"

#include <string.h>

#include <pb_decode.h>
#include <pb_encode.h>

#include "schema_hash.h"

/* ---------------------------------------------------------------------------------------------------------------
 * Frames.
 */

enum { DATA_MAX = 254 /* bytes behind one code of COBS */ };

/* Four bits at a time: 64 bytes of table. Polynomial 0x04C11DB7, reflected. */
uint32_t srl_crc32(uint32_t crc, const uint8_t *bytes, size_t size)
{
    static const uint32_t nibbles[16] = {
        0x00000000u, 0x1DB71064u, 0x3B6E20C8u, 0x26D930ACu, 0x76DC4190u, 0x6B6B51F4u, 0x4DB26158u, 0x5005713Cu,
        0xEDB88320u, 0xF00F9344u, 0xD6D6A3E8u, 0xCB61B38Cu, 0x9B64C2B0u, 0x86D3D2D4u, 0xA00AE278u, 0xBDBDF21Cu};
    size_t i;
    crc = ~crc;
    for (i = 0; i < size; i++) {
        crc ^= bytes[i];
        crc = (crc >> 4) ^ nibbles[crc & 0x0Fu];
        crc = (crc >> 4) ^ nibbles[crc & 0x0Fu];
    }
    return ~crc;
}

static void put16(uint8_t *to, uint16_t value)
{
    to[0] = (uint8_t)(value & 0xFFu);
    to[1] = (uint8_t)(value >> 8);
}

static uint16_t get16(const uint8_t *from)
{
    return (uint16_t)(from[0] | ((uint32_t)from[1] << 8));
}

static void put32(uint8_t *to, uint32_t value)
{
    put16(to, (uint16_t)(value & 0xFFFFu));
    put16(to + 2, (uint16_t)(value >> 16));
}

static uint32_t get32(const uint8_t *from)
{
    return get16(from) | ((uint32_t)get16(from + 2) << 16);
}

/* COBS in place: three codes at most stand before any of the 524 bytes, so that a byte is never overwritten before
 * it was read. */
size_t srl_seal(uint8_t *buffer, const srl_frame *header)
{
    uint8_t *raw = buffer + SRL_SEAL_HEAD - SRL_HEADER_BYTES;
    size_t size = SRL_HEADER_BYTES + header->payload_bytes;
    size_t code = 1; /* where the code of the present block goes; a zero stands in front */
    size_t end = 2;
    size_t i;

    if (header->payload_bytes > SRL_PAYLOAD_BYTES_MAX) {
        return 0;
    }
    raw[0] = header->major;
    raw[1] = header->flags;
    put16(raw + 2, header->msg_id);
    put16(raw + 4, header->seq);
    put16(raw + 6, header->reply_to);
    put32(raw + size, srl_crc32(0, raw, size));
    size += SRL_CRC_BYTES;

    buffer[0] = 0;
    for (i = 0; i < size; i++) {
        const uint8_t byte = raw[i];
        if (end - code > DATA_MAX) {
            buffer[code] = DATA_MAX + 1;
            code = end++;
        }
        if (byte == 0) {
            buffer[code] = (uint8_t)(end - code);
            code = end++;
        } else {
            buffer[end++] = byte;
        }
    }
    buffer[code] = (uint8_t)(end - code);
    buffer[end++] = 0;
    return end;
}

static void keep(srl_decoder *decoder, uint8_t byte)
{
    if (decoder->filled < sizeof decoder->raw) {
        decoder->raw[decoder->filled++] = byte;
    } else {
        decoder->overrun = true;
    }
}

/* A delimiter came: is what stands before it a frame? */
static srl_arrival finish(srl_decoder *decoder)
{
    const uint8_t *raw = decoder->raw;
    const size_t size = decoder->filled;
    const bool begun = decoder->begun, cut = decoder->left > 0, overrun = decoder->overrun;

    decoder->filled = 0;
    decoder->left = 0;
    decoder->begun = false;
    decoder->zero_due = false;
    decoder->overrun = false;
    if (!begun) {
        return SRL_ARRIVAL_NONE;
    }
    if (overrun) {
        return SRL_ARRIVAL_TOO_LARGE;
    }
    if (cut) {
        return SRL_ARRIVAL_BAD_COBS;
    }
    if (size < SRL_RAW_BYTES_MIN) {
        return SRL_ARRIVAL_TOO_SHORT;
    }
    if (srl_crc32(0, raw, size - SRL_CRC_BYTES) != get32(raw + size - SRL_CRC_BYTES)) {
        return SRL_ARRIVAL_BAD_CRC;
    }
    decoder->frame.major = raw[0];
    decoder->frame.flags = raw[1];
    decoder->frame.msg_id = get16(raw + 2);
    decoder->frame.seq = get16(raw + 4);
    decoder->frame.reply_to = get16(raw + 6);
    decoder->frame.payload = raw + SRL_HEADER_BYTES;
    decoder->frame.payload_bytes = size - SRL_RAW_BYTES_MIN;
    return SRL_ARRIVAL_FRAME;
}

srl_arrival srl_decode(srl_decoder *decoder, uint8_t byte)
{
    if (byte == 0) {
        return finish(decoder);
    }
    decoder->begun = true;
    if (decoder->left > 0) {
        keep(decoder, byte);
        decoder->left--;
        return SRL_ARRIVAL_NONE;
    }
    if (decoder->zero_due) {
        keep(decoder, 0);
    }
    decoder->left = (uint8_t)(byte - 1);
    decoder->zero_due = byte <= DATA_MAX;
    return SRL_ARRIVAL_NONE;
}

/* ---------------------------------------------------------------------------------------------------------------
 * Which message belongs to which id.
 */

typedef struct message_kind {
    uint16_t msg_id;
    const pb_msgdesc_t *fields;
} message_kind;

#define OF_DEVICE(X) \
    X(HELLO_ACK, HelloAck) \
    X(HEARTBEAT, Heartbeat) \
    X(ERROR, Error) \
    X(BUSY, Busy) \
    X(DONE, Done) \
    X(IDENTITY, Identity) \
    X(HEALTH, Health) \
    X(CONFIG, Config) \
    X(SELF_TEST_RESULT, SelfTestResult) \
    X(CLOCK, Clock) \
    X(BRIGHTNESS, Brightness) \
    X(LOG, Log) \
    X(EXAM, Exam) \
    X(SNAPSHOT, Snapshot) \
    X(EVENT, Event) \
    X(EVENTS, Events) \
    X(CHECKLIST, Checklist) \
    X(ITEM, Item) \
    X(MEASUREMENTS, Measurements) \
    X(FINDINGS, Findings) \
    X(KEY_IMAGE, KeyImage)

/* What a program asks; HELLO is the session's own. */
#define OF_VENDOR(X) \
    X(BYE, Bye) \
    X(GET_IDENTITY, GetIdentity) \
    X(GET_HEALTH, GetHealth) \
    X(GET_CONFIG, GetConfig) \
    X(SELF_TEST, SelfTest) \
    X(SET_CLOCK, SetClock) \
    X(SET_BRIGHTNESS, SetBrightness) \
    X(GET_LOG, GetLog) \
    X(EXAM_BEGIN, ExamBegin) \
    X(EXAM_COMMAND, ExamCommand) \
    X(EXAM_JUDGE, ExamJudge) \
    X(EXAM_ENTER, ExamEnter) \
    X(GET_EXAM, GetExam) \
    X(SUBSCRIBE, Subscribe) \
    X(GET_SNAPSHOT, GetSnapshot) \
    X(EVENT_CREDIT, EventCredit) \
    X(GET_EVENTS, GetEvents) \
    X(GET_CHECKLIST, GetChecklist) \
    X(GET_ITEM, GetItem) \
    X(GET_MEASUREMENTS, GetMeasurements) \
    X(GET_FINDINGS, GetFindings) \
    X(GET_KEY_IMAGE, GetKeyImage)

#define KIND(NAME, Name) {srlink_MsgId_MSG_##NAME, srlink_##Name##_fields},
static const message_kind of_device[] = {OF_DEVICE(KIND)};
static const message_kind of_vendor[] = {OF_VENDOR(KIND)};


#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static const pb_msgdesc_t *fields_of(const message_kind *kinds, size_t count, uint16_t msg_id)
{
    size_t i;
    for (i = 0; i < count; i++) {
        if (kinds[i].msg_id == msg_id) {
            return kinds[i].fields;
        }
    }
    return NULL;
}

srl_verdict srl_look_at(const srl_frame *frame)
{
#define MEMBER(NAME, Name) srlink_##Name Name;
    union {
        srlink_Hello hello;
        OF_DEVICE(MEMBER)
        OF_VENDOR(MEMBER)
    } message;
    const bool hello = frame->msg_id == srlink_MsgId_MSG_HELLO;
    const pb_msgdesc_t *fields = hello ? srlink_Hello_fields : fields_of(of_device, COUNT(of_device), frame->msg_id);
    pb_istream_t stream = pb_istream_from_buffer(frame->payload, frame->payload_bytes);

    if (frame->major != SRL_MAJOR && !hello && frame->msg_id != srlink_MsgId_MSG_ERROR) {
        return SRL_UNSUPPORTED_VERSION;
    }
    if ((frame->flags & 0xF0u) != 0) {
        return SRL_UNSUPPORTED_FLAGS;
    }
    if (fields == NULL) {
        fields = fields_of(of_vendor, COUNT(of_vendor), frame->msg_id);
    }
    if (fields == NULL) {
        return SRL_UNKNOWN_MESSAGE;
    }
    return pb_decode(&stream, fields, &message) ? SRL_MESSAGE : SRL_MALFORMED;
}

/* ---------------------------------------------------------------------------------------------------------------
 * Sending.
 */

enum { HELLOS_MAX = 8 /* of one search, an answer to any of the last so many opens the session */ };
enum { SLOT_FREE, SLOT_QUEUED, SLOT_WAITING };
enum { OWN = SRL_REQUESTS_MAX /* the slot for credits and for catching up */ };

static void tell(srl_session *session, srl_news *news)
{
    if (session->on_news != NULL) {
        session->on_news(session->context, news);
    }
}

static uint16_t next_seq(srl_session *session)
{
    session->seq = (uint16_t)(session->seq == UINT16_MAX ? 1 : session->seq + 1);
    return session->seq;
}

/* Seals what lies behind SRL_SEAL_HEAD and hands it to the line, as far as it takes it. */
static void send(srl_session *session, uint16_t msg_id, uint16_t seq, size_t payload_bytes)
{
    srl_frame header;
    memset(&header, 0, sizeof header);
    header.major = SRL_MAJOR;
    header.msg_id = msg_id;
    header.seq = seq;
    header.payload_bytes = payload_bytes;
    session->out_bytes = srl_seal(session->out, &header);
    session->out_sent = 0;
    session->counts.tx_frames++;
}

/* Encodes into the frame that goes out next; false where it does not fit. */
static bool encode(srl_session *session, const pb_msgdesc_t *fields, const void *message, size_t *size)
{
    pb_ostream_t stream = pb_ostream_from_buffer(session->out + SRL_SEAL_HEAD,
                                                 sizeof session->out - SRL_SEAL_HEAD - SRL_SEAL_TAIL);
    const bool good = pb_encode(&stream, fields, message);
    *size = stream.bytes_written;
    return good;
}

static void send_hello(srl_session *session, uint32_t now)
{
    srlink_Hello hello = srlink_Hello_init_zero;
    size_t size;

    hello.version_min = SRL_MAJOR;
    hello.version_max = SRL_MAJOR;
    hello.max_payload = SRL_PAYLOAD_BYTES_MAX;
    if (session->config.vendor != NULL) {
        strncpy(hello.vendor, session->config.vendor, sizeof hello.vendor - 1);
    }
    hello.features = session->config.features;
    hello.schema_hash = SRL_SCHEMA_HASH;
    hello.snapshot_period_ms = session->config.snapshot_period_ms;
    hello.log_id = session->met ? session->log_id : 0;
    hello.events_after = session->met ? session->event_last : (session->config.past_events ? 0 : UINT32_MAX);
    hello.event_credits = session->config.event_credits;
    if (encode(session, srlink_Hello_fields, &hello, &size)) {
        const uint16_t seq = next_seq(session);
        if (!session->hello_sent) {
            session->hello_count = 0;
        }
        session->hello_sent = true;
        session->hello_seq = seq;
        if (session->hello_count < HELLOS_MAX) {
            session->hello_count++;
        }
        session->beat_ms = now;
        send(session, srlink_MsgId_MSG_HELLO, seq, size);
    }
}

static void send_heartbeat(srl_session *session, uint32_t now)
{
    srlink_Heartbeat heartbeat = srlink_Heartbeat_init_zero;
    size_t size;

    heartbeat.uptime_ms = now - session->started_ms;
    session->beat_ms = now;
    if (encode(session, srlink_Heartbeat_fields, &heartbeat, &size)) {
        send(session, srlink_MsgId_MSG_HEARTBEAT, next_seq(session), size);
    }
}

static void send_slot(srl_session *session, srl_slot *slot, uint32_t now)
{
    if (slot->seq == 0) {
        slot->seq = next_seq(session);
    }
    memcpy(session->out + SRL_SEAL_HEAD, slot->payload, slot->payload_bytes);
    slot->phase = SLOT_WAITING;
    slot->since_ms = now;
    slot->wait_ms = slot->msg_id == srlink_MsgId_MSG_SELF_TEST ? SRL_SELF_TEST_MS_MAX : SRL_ANSWER_MS_MAX;
    send(session, slot->msg_id, slot->seq, slot->payload_bytes);
}

/* The request that is to go out now: the session's own first, then the oldest. */
static srl_slot *queued(srl_session *session, uint32_t now)
{
    srl_slot *best = NULL;
    size_t i;

    for (i = 0; i < COUNT(session->slots); i++) {
        srl_slot *slot = &session->slots[i];
        if (slot->phase != SLOT_QUEUED || now - slot->since_ms < slot->wait_ms) {
            continue;
        }
        if (i == OWN || best == NULL || slot->number < best->number) {
            best = slot;
        }
    }
    return best;
}

static bool enqueue(srl_slot *slot, uint16_t msg_id, const pb_msgdesc_t *fields, const void *message)
{
    pb_ostream_t stream = pb_ostream_from_buffer(slot->payload, sizeof slot->payload);

    if (!pb_encode(&stream, fields, message)) {
        return false;
    }
    slot->phase = SLOT_QUEUED;
    slot->repeats = 0;
    slot->msg_id = msg_id;
    slot->seq = 0;
    slot->payload_bytes = (uint8_t)stream.bytes_written;
    slot->since_ms = 0;
    slot->wait_ms = 0;
    return true;
}

/* ---------------------------------------------------------------------------------------------------------------
 * A link ends.
 */

static void give_up(srl_session *session, srl_slot *slot, srl_cause cause)
{
    srl_news news;

    memset(&news, 0, sizeof news);
    news.kind = SRL_UNANSWERED;
    news.cause = cause;
    news.request = slot->number;
    news.request_id = slot->msg_id;
    slot->phase = SLOT_FREE;
    if (slot != &session->slots[OWN]) {
        tell(session, &news);
    }
}

static void lose(srl_session *session, srl_cause cause)
{
    srl_news news;
    size_t i;

    session->hello_sent = false;
    session->out_bytes = 0;
    session->out_sent = 0;
    if (!session->up) {
        return;
    }
    session->up = false;
    session->snapshot_had = false;
    session->behind = false;
    session->fetch = false;
    session->counts.links_lost++;
    for (i = 0; i < COUNT(session->slots); i++) {
        if (session->slots[i].phase != SLOT_FREE) {
            give_up(session, &session->slots[i], cause);
        }
    }
    memset(&news, 0, sizeof news);
    news.kind = SRL_LOST;
    news.cause = cause;
    tell(session, &news);
}

/* ---------------------------------------------------------------------------------------------------------------
 * Events: each is told once, in the order of ids.
 */

/* Renews the credits when half of them are used, and fetches what is missing. */
static void ask_for_events(srl_session *session, uint32_t now)
{
    srl_slot *own = &session->slots[OWN];
    const uint32_t credits = session->event_credits;

    if (credits == 0 || own->phase != SLOT_FREE) {
        return;
    }
    if (session->fetch_resting && now - session->fetch_rest_ms < SRL_PERIOD_MS) {
        return;
    }
    session->fetch_resting = false;
    if (session->fetch) {
        srlink_GetEvents get = srlink_GetEvents_init_zero;
        get.after_id = session->event_last;
        get.max_events = session->fetch_max;
        enqueue(own, srlink_MsgId_MSG_GET_EVENTS, srlink_GetEvents_fields, &get);
    } else if (session->event_last + credits - session->event_granted >= (credits + 1) / 2) {
        srlink_EventCredit credit = srlink_EventCredit_init_zero;
        credit.after_id = session->event_last;
        credit.credits = credits;
        session->event_granted = session->event_last + credits;
        enqueue(own, srlink_MsgId_MSG_EVENT_CREDIT, srlink_EventCredit_fields, &credit);
    }
}

/* The answer did not come through: a short one may, and asking twice changes nothing. */
static void ask_for_less(srl_session *session, srl_slot *slot)
{
    const uint8_t repeats = slot->repeats;
    srlink_GetEvents get = srlink_GetEvents_init_zero;

    session->fetch_max = 1;
    get.after_id = session->event_last;
    get.max_events = session->fetch_max;
    enqueue(slot, srlink_MsgId_MSG_GET_EVENTS, srlink_GetEvents_fields, &get);
    slot->repeats = repeats;
}

static void take_event(srl_session *session, const srlink_Event *event)
{
    srl_news news;

    if (event->id <= session->event_last) {
        session->counts.events_repeated++;
        return;
    }
    if (event->id != session->event_last + 1) {
        session->fetch = true;
        return;
    }
    session->event_last = event->id;
    session->behind = false;
    memset(&news, 0, sizeof news);
    news.kind = SRL_EVENT;
    news.event = event;
    tell(session, &news);
}

enum { EVENTS_PER_ANSWER = sizeof((srlink_Events *)0)->events / sizeof(srlink_Event) };

/* What GET_EVENTS has brought. */
static void take_events(srl_session *session, const srlink_Events *events)
{
    const uint32_t before = session->event_last;
    srl_news news;
    pb_size_t i;

    if (events->log_id != session->log_id) {
        lose(session, SRL_CAUSE_NO_SESSION);
        return;
    }
    if (events->oldest > session->event_last + 1) {
        memset(&news, 0, sizeof news);
        news.kind = SRL_EVENTS_GONE;
        news.first_id = session->event_last + 1;
        news.last_id = events->oldest - 1;
        session->event_last = news.last_id;
        tell(session, &news);
    }
    /* It came through: a longer one may, too. */
    session->fetch_max = session->fetch_max * 2 < EVENTS_PER_ANSWER ? session->fetch_max * 2 : 0;
    for (i = 0; i < events->events_count && session->up; i++) {
        const uint32_t last = session->event_last;
        take_event(session, &events->events[i]);
        session->counts.events_caught_up += session->event_last - last;
    }
    if (session->event_last >= events->newest) {
        session->fetch = false;
    } else if (session->event_last == before) {
        session->fetch_resting = true;
        session->fetch_rest_ms = session->heard_ms;
    }
}

/* A heartbeat tells of an event that did not come within a second, though it was allowed to: it was lost. */
static void compare_with_heartbeat(srl_session *session, const srlink_Heartbeat *heartbeat, uint32_t now)
{
    if (session->event_credits == 0 || heartbeat->event_newest <= session->event_last ||
        session->event_last >= session->event_granted) {
        session->behind = false;
    } else if (!session->behind) {
        session->behind = true;
        session->behind_id = session->event_last;
        session->behind_ms = now;
    } else if (session->behind_id != session->event_last) {
        session->behind = false;
    } else if (now - session->behind_ms >= SRL_PERIOD_MS - SRL_PERIOD_MS / 4) {
        session->behind = false;
        session->fetch = true;
    }
}

/* ---------------------------------------------------------------------------------------------------------------
 * Receiving.
 */

static void take_snapshot(srl_session *session, const srlink_Snapshot *snapshot, uint32_t now)
{
    session->snapshot_had = true;
    session->snapshot_stale = !snapshot->has_stamp || snapshot->stamp.stale;
    session->snapshot_age_ms = snapshot->has_stamp ? snapshot->stamp.age_ms : UINT32_MAX;
    session->snapshot_ms = now;
}

static void take_hello_ack(srl_session *session, const srl_frame *frame, uint32_t now)
{
    const srlink_HelloAck *ack = &session->message.hello_ack;
    srl_news news;

    /* How many HELLOs ago: seqs are 1 to 65535, a ring of 65535. */
    const uint32_t ago = (uint32_t)(session->hello_seq + 65535u - frame->reply_to) % 65535u;
    if (session->up || !session->hello_sent || frame->reply_to == 0 || ago >= session->hello_count ||
        ack->version != SRL_MAJOR) {
        session->counts.rx_unknown++;
        return;
    }
    memset(&news, 0, sizeof news);
    news.kind = SRL_UP;
    news.anew = !session->met || ack->log_id != session->log_id;
    news.msg_id = frame->msg_id;
    news.message = &session->message;
    if (news.anew) {
        session->event_last = !session->met && !session->config.past_events ? ack->event_newest : 0;
        session->log_id = ack->log_id;
    }
    session->met = true;
    session->up = true;
    session->hello_sent = false;
    session->event_credits = (ack->features & srlink_Feature_FEATURE_EVENTS) != 0 ? session->config.event_credits : 0;
    /* What HELLO granted counts from where this log is known; in another one the grant is said again. */
    session->event_granted = session->event_last + (news.anew ? 0 : session->event_credits);
    session->fetch = false;
    session->fetch_resting = false;
    session->beat_ms = now - SRL_PERIOD_MS;
    tell(session, &news);
}

static srl_slot *waiting(srl_session *session, uint16_t seq)
{
    size_t i;
    for (i = 0; i < COUNT(session->slots); i++) {
        if (session->slots[i].phase == SLOT_WAITING && session->slots[i].seq == seq) {
            return &session->slots[i];
        }
    }
    return NULL;
}

/* The answer to a request; `readable`: it is in session->message. */
static void take_answer(srl_session *session, const srl_frame *frame, bool readable, uint32_t now)
{
    srl_slot *slot = waiting(session, frame->reply_to);
    const srl_message *message = &session->message;
    srl_news news;

    if (slot == NULL) {
        session->counts.rx_unknown++;
        return;
    }
    if (!readable) {
        give_up(session, slot, SRL_CAUSE_UNREADABLE);
        return;
    }
    if (frame->msg_id == srlink_MsgId_MSG_BUSY) {
        /* Nothing was done: it is a new request later on. */
        slot->phase = SLOT_QUEUED;
        slot->seq = 0;
        slot->repeats = 0;
        slot->since_ms = now;
        slot->wait_ms = message->busy.retry_ms < SRL_PERIOD_MS ? message->busy.retry_ms : SRL_PERIOD_MS;
        return;
    }
    if (frame->msg_id == srlink_MsgId_MSG_ERROR && message->error.code == srlink_ErrorCode_ERROR_NO_SESSION) {
        lose(session, SRL_CAUSE_NO_SESSION);
        return;
    }
    memset(&news, 0, sizeof news);
    news.kind = frame->msg_id == srlink_MsgId_MSG_ERROR ? SRL_REFUSED : SRL_ANSWER;
    news.request = slot->number;
    news.request_id = slot->msg_id;
    news.msg_id = frame->msg_id;
    news.message = message;
    slot->phase = SLOT_FREE;
    if (slot != &session->slots[OWN]) {
        if (frame->msg_id == srlink_MsgId_MSG_SNAPSHOT) {
            take_snapshot(session, &message->snapshot, now);
        }
        tell(session, &news);
        if (news.request_id == srlink_MsgId_MSG_BYE && news.kind == SRL_ANSWER) {
            session->ended = true;
            lose(session, SRL_CAUSE_ENDED);
        }
    } else if (frame->msg_id == srlink_MsgId_MSG_EVENTS) {
        take_events(session, &message->events);
    } else if (news.kind == SRL_REFUSED) {
        session->fetch_resting = true;
        session->fetch_rest_ms = now;
        news.kind = SRL_NOTICE;
        tell(session, &news);
    }
}

static void take_notice(srl_session *session, const srl_frame *frame, uint32_t now)
{
    const srl_message *message = &session->message;
    srl_news news;

    memset(&news, 0, sizeof news);
    news.msg_id = frame->msg_id;
    news.message = message;
    switch (frame->msg_id) {
    case srlink_MsgId_MSG_EVENT:
        take_event(session, &message->event);
        return;
    case srlink_MsgId_MSG_SNAPSHOT:
        take_snapshot(session, &message->snapshot, now);
        news.kind = SRL_SNAPSHOT;
        break;
    case srlink_MsgId_MSG_HEARTBEAT:
        if (message->heartbeat.log_id != session->log_id) {
            lose(session, SRL_CAUSE_NO_SESSION);
            return;
        }
        compare_with_heartbeat(session, &message->heartbeat, now);
        news.kind = SRL_HEARTBEAT;
        break;
    case srlink_MsgId_MSG_ERROR:
        if (message->error.code == srlink_ErrorCode_ERROR_NO_SESSION) {
            lose(session, SRL_CAUSE_NO_SESSION);
            return;
        }
        news.kind = SRL_NOTICE;
        break;
    default:
        session->counts.rx_unknown++;
        return;
    }
    tell(session, &news);
}

static void take_frame(srl_session *session, const srl_frame *frame, uint32_t now)
{
    const pb_msgdesc_t *fields = fields_of(of_device, COUNT(of_device), frame->msg_id);
    const bool error = frame->msg_id == srlink_MsgId_MSG_ERROR;
    pb_istream_t stream;
    bool readable;

    session->counts.rx_frames++;
    if ((frame->major != SRL_MAJOR && !error) || (frame->flags & 0xF0u) != 0) {
        session->counts.rx_rejected++;
        return;
    }
    session->heard_ms = now;
    if (fields == NULL) {
        session->counts.rx_unknown++;
        if (frame->reply_to != 0 && session->up) {
            take_answer(session, frame, false, now);
        }
        return;
    }
    stream = pb_istream_from_buffer(frame->payload, frame->payload_bytes);
    memset(&session->message, 0, sizeof session->message);
    readable = pb_decode(&stream, fields, &session->message);
    if (!readable) {
        session->counts.rx_unreadable++;
    }
    if (frame->msg_id == srlink_MsgId_MSG_HELLO_ACK) {
        if (readable) {
            take_hello_ack(session, frame, now);
        }
    } else if (session->up && frame->reply_to != 0) {
        take_answer(session, frame, readable, now);
    } else if (readable && (session->up || (error && session->hello_sent &&
                                            session->message.error.code != srlink_ErrorCode_ERROR_NO_SESSION))) {
        take_notice(session, frame, now);
    }
}

static void line_is_gone(srl_session *session)
{
    session->line_gone = true;
    memset(&session->decoder, 0, sizeof session->decoder);
    lose(session, SRL_CAUSE_LINE);
}

static void receive(srl_session *session, uint32_t now)
{
    uint8_t bytes[64];
    int budget = SRL_POLL_BYTES_MAX;
    int count, i;

    while (budget > 0) {
        count = session->port.read(session->port.context, bytes, sizeof bytes);
        if (count < 0) {
            line_is_gone(session);
            return;
        }
        if (count == 0) {
            return;
        }
        budget -= count;
        for (i = 0; i < count && i < (int)sizeof bytes; i++) {
            switch (srl_decode(&session->decoder, bytes[i])) {
            case SRL_ARRIVAL_FRAME:
                take_frame(session, &session->decoder.frame, now);
                break;
            case SRL_ARRIVAL_BAD_COBS:
            case SRL_ARRIVAL_TOO_SHORT:
                session->counts.rx_bad_cobs++;
                break;
            case SRL_ARRIVAL_BAD_CRC:
                session->counts.rx_bad_crc++;
                break;
            case SRL_ARRIVAL_TOO_LARGE:
                session->counts.rx_too_large++;
                break;
            case SRL_ARRIVAL_NONE:
                break;
            }
        }
    }
}

/* ---------------------------------------------------------------------------------------------------------------
 * Time.
 */

static void watch(srl_session *session, uint32_t now)
{
    size_t i;

    if (!session->up) {
        return;
    }
    if (now - session->heard_ms >= SRL_LINK_LOST_MS) {
        lose(session, SRL_CAUSE_SILENCE);
        return;
    }
    for (i = 0; i < COUNT(session->slots); i++) {
        srl_slot *slot = &session->slots[i];
        if (slot->phase != SLOT_WAITING || now - slot->since_ms < slot->wait_ms) {
            continue;
        }
        if (slot->repeats == SRL_REPEATS_MAX) {
            lose(session, SRL_CAUSE_NO_ANSWER);
            return;
        }
        slot->phase = SLOT_QUEUED;
        slot->wait_ms = 0;
        if (slot->msg_id == srlink_MsgId_MSG_GET_EVENTS) {
            ask_for_less(session, slot);
        }
        slot->repeats++;
        session->counts.requests_repeated++;
    }
}

/* Hands over what waits; true where the line took it all. */
static bool flush(srl_session *session)
{
    while (session->out_sent < session->out_bytes) {
        const int count = session->port.write(session->port.context, session->out + session->out_sent,
                                              session->out_bytes - session->out_sent);
        if (count < 0) {
            line_is_gone(session);
            return false;
        }
        if (count == 0) {
            return false;
        }
        session->out_sent += (size_t)count;
    }
    session->out_bytes = 0;
    session->out_sent = 0;
    return true;
}

static void transmit(srl_session *session, uint32_t now)
{
    srl_slot *slot;

    while (flush(session)) {
        if (!session->up) {
            if (session->ended || (session->hello_sent && now - session->beat_ms < SRL_PERIOD_MS)) {
                return;
            }
            send_hello(session, now);
        } else if (now - session->beat_ms >= SRL_PERIOD_MS) {
            send_heartbeat(session, now);
        } else {
            ask_for_events(session, now);
            slot = queued(session, now);
            if (slot == NULL) {
                return;
            }
            send_slot(session, slot, now);
        }
    }
}

void srl_start(srl_session *session, const srl_port *port, const srl_config *config, srl_on_news *on_news,
               void *context)
{
    memset(session, 0, sizeof *session);
    session->port = *port;
    session->config = *config;
    session->on_news = on_news;
    session->context = context;
    session->started_ms = port->clock_ms(port->context);
}

void srl_poll(srl_session *session)
{
    const uint32_t now = session->port.clock_ms(session->port.context);

    session->line_gone = false;
    receive(session, now);
    if (!session->line_gone) {
        watch(session, now);
        transmit(session, now);
    }
}

/* ---------------------------------------------------------------------------------------------------------------
 * What a program asks.
 */

bool srl_is_up(const srl_session *session)
{
    return session->up;
}

bool srl_is_live(const srl_session *session)
{
    const uint32_t since = session->port.clock_ms(session->port.context) - session->snapshot_ms;

    return session->up && session->snapshot_had && !session->snapshot_stale && since <= SRL_STALE_MS &&
           session->snapshot_age_ms <= SRL_STALE_MS - since;
}

const srl_counts *srl_get_counts(const srl_session *session)
{
    return &session->counts;
}

uint32_t srl_request(srl_session *session, srlink_MsgId msg_id, const void *message)
{
    const pb_msgdesc_t *fields = fields_of(of_vendor, COUNT(of_vendor), (uint16_t)msg_id);
    size_t i;

    if (!session->up || fields == NULL || msg_id == srlink_MsgId_MSG_EVENT_CREDIT ||
        msg_id == srlink_MsgId_MSG_GET_EVENTS) {
        return 0;
    }
    for (i = 0; i < SRL_REQUESTS_MAX; i++) {
        srl_slot *slot = &session->slots[i];
        if (slot->phase == SLOT_FREE) {
            if (!enqueue(slot, (uint16_t)msg_id, fields, message)) {
                return 0;
            }
            session->number = session->number == UINT32_MAX ? 1 : session->number + 1;
            slot->number = session->number;
            return slot->number;
        }
    }
    return 0;
}

uint32_t srl_end(srl_session *session)
{
    const srlink_Bye bye = srlink_Bye_init_zero;
    const uint32_t request = srl_request(session, srlink_MsgId_MSG_BYE, &bye);

    if (!session->up) {
        session->ended = true;
        session->hello_sent = false;
    }
    return request;
}

void srl_resume(srl_session *session)
{
    session->ended = false;
}

uint32_t srl_exam_begin(srl_session *session, const uint8_t *exam_id, size_t size)
{
    srlink_ExamBegin begin = srlink_ExamBegin_init_zero;

    if (size > sizeof begin.exam_id.bytes) {
        return 0;
    }
    if (size > 0) {
        memcpy(begin.exam_id.bytes, exam_id, size);
    }
    begin.exam_id.size = (pb_size_t)size;
    return srl_request(session, srlink_MsgId_MSG_EXAM_BEGIN, &begin);
}

uint32_t srl_exam_command(srl_session *session, srlink_Command command)
{
    srlink_ExamCommand message = srlink_ExamCommand_init_zero;

    message.command = command;
    return srl_request(session, srlink_MsgId_MSG_EXAM_COMMAND, &message);
}

uint32_t srl_get_checklist(srl_session *session, uint32_t first)
{
    srlink_GetChecklist message = srlink_GetChecklist_init_zero;

    message.first = first;
    return srl_request(session, srlink_MsgId_MSG_GET_CHECKLIST, &message);
}

uint32_t srl_get_item(srl_session *session, uint32_t item)
{
    srlink_GetItem message = srlink_GetItem_init_zero;

    message.item = item;
    return srl_request(session, srlink_MsgId_MSG_GET_ITEM, &message);
}

srlink_ItemState srl_snapshot_item(const srlink_Snapshot *snapshot, uint32_t item)
{
    const uint32_t at = item / 2;
    unsigned int pair;

    if (at >= snapshot->items.size) {
        return srlink_ItemState_ITEM_STATE_UNSPECIFIED;
    }
    pair = snapshot->items.bytes[at];
    return (srlink_ItemState)(item % 2 == 0 ? pair & 0x0Fu : pair >> 4);
}

int srl_snapshot_structure(const srlink_Snapshot *snapshot, srlink_Structure structure, bool *seen)
{
    const int at = (int)structure - 1;
    int sure = -1;
    bool counts = false;

    if (at >= 0 && at < (int)snapshot->structures.size) {
        const uint8_t byte = snapshot->structures.bytes[at];
        if ((byte & 0x7Fu) <= 100) {
            sure = (int)(byte & 0x7Fu);
            counts = (byte & 0x80u) != 0;
        }
    }
    if (seen != NULL) {
        *seen = counts;
    }
    return sure;
}

const char *srl_item_state_words(srlink_ItemState state)
{
    switch (state) {
    case srlink_ItemState_ITEM_STATE_UNSPECIFIED:
        return "not told";
    case srlink_ItemState_ITEM_STATE_CANNOT_ASSESS:
        return "cannot assess";
    case srlink_ItemState_ITEM_STATE_NOT_SEEN:
        return "not seen";
    case srlink_ItemState_ITEM_STATE_SEEN:
        return "seen";
    case srlink_ItemState_ITEM_STATE_MEETS:
        return "meets the criterion";
    case srlink_ItemState_ITEM_STATE_OUTSIDE:
        return "outside the criterion";
    }
    return "unknown";
}
