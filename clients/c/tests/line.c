/* The line and the device's end of the tests: see check.h. */
#include "check.h"

static int take(pipe_of_bytes *pipe, uint8_t *bytes, size_t size)
{
    size_t count = pipe->to - pipe->from;

    count = count < size ? count : size;
    memcpy(bytes, pipe->bytes + pipe->from, count);
    pipe->from += count;
    if (pipe->from == pipe->to) {
        pipe->from = pipe->to = 0;
    }
    return (int)count;
}

static void put(pipe_of_bytes *pipe, const uint8_t *bytes, size_t size)
{
    CHECK(pipe->to + size <= LINE_BYTES);
    memcpy(pipe->bytes + pipe->to, bytes, size);
    pipe->to += size;
}

static int vendor_read(void *context, uint8_t *bytes, size_t size)
{
    line *l = context;
    return l->gone ? -1 : take(&l->to_vendor, bytes, size);
}

static int vendor_write(void *context, const uint8_t *bytes, size_t size)
{
    line *l = context;
    const size_t count = size < (size_t)l->take_max ? size : (size_t)l->take_max;

    if (l->gone) {
        return -1;
    }
    put(&l->to_device, bytes, count);
    return (int)count;
}

static uint32_t vendor_clock_ms(void *context)
{
    return ((line *)context)->ms;
}

static void on_news(void *context, const srl_news *news)
{
    line *l = context;
    kept *k;

    if (news->kind != SRL_HEARTBEAT) {
        CHECK(l->told < NEWS_MAX);
        k = &l->news[l->told++];
        k->news = *news;
        if (news->message != NULL) {
            k->message = *news->message;
        }
        if (news->event != NULL) {
            k->event = *news->event;
        }
    }
    if (l->react != NULL) {
        l->react(l, news);
    }
}

void line_start(line *l, const srl_config *config)
{
    srl_port port;
    const uint32_t ms = l->ms;

    memset(l, 0, sizeof *l);
    l->ms = ms;
    l->take_max = LINE_BYTES;
    port.context = l;
    port.read = vendor_read;
    port.write = vendor_write;
    port.clock_ms = vendor_clock_ms;
    srl_start(&l->session, &port, config, on_news, l);
}

void line_wait(line *l, uint32_t ms)
{
    while (ms-- > 0) {
        l->ms++;
        srl_poll(&l->session);
    }
}

const srl_frame *line_heard(line *l)
{
    uint8_t byte;

    while (take(&l->to_device, &byte, 1) == 1) {
        const srl_arrival arrival = srl_decode(&l->ear, byte);
        if (arrival == SRL_ARRIVAL_FRAME) {
            return &l->ear.frame;
        }
        CHECK_EQUAL(arrival, SRL_ARRIVAL_NONE);
    }
    return NULL;
}

srl_frame line_expect(line *l, srlink_MsgId msg_id, const pb_msgdesc_t *fields, void *message)
{
    const srl_frame *frame;

    do {
        frame = line_heard(l);
        CHECK(frame != NULL);
    } while (frame->msg_id != msg_id);
    CHECK(frame->major == SRL_MAJOR && frame->flags == 0 && frame->seq != 0 && frame->reply_to == 0);
    if (fields != NULL) {
        pb_istream_t stream = pb_istream_from_buffer(frame->payload, frame->payload_bytes);
        CHECK(pb_decode(&stream, fields, message));
    }
    return *frame;
}

void line_say_raw(line *l, const srl_frame *header, const uint8_t *payload)
{
    uint8_t buffer[SRL_SEAL_HEAD + SRL_PAYLOAD_BYTES_MAX + SRL_SEAL_TAIL];

    if (header->payload_bytes > 0) {
        memcpy(buffer + SRL_SEAL_HEAD, payload, header->payload_bytes);
    }
    put(&l->to_vendor, buffer, srl_seal(buffer, header));
}

void line_say(line *l, srlink_MsgId msg_id, uint16_t reply_to, const pb_msgdesc_t *fields, const void *message)
{
    uint8_t payload[SRL_PAYLOAD_BYTES_MAX];
    pb_ostream_t stream = pb_ostream_from_buffer(payload, sizeof payload);
    srl_frame header;

    CHECK(pb_encode(&stream, fields, message));
    memset(&header, 0, sizeof header);
    header.major = SRL_MAJOR;
    header.msg_id = (uint16_t)msg_id;
    header.seq = l->seq = (uint16_t)(l->seq == UINT16_MAX ? 1 : l->seq + 1);
    header.reply_to = reply_to;
    header.payload_bytes = stream.bytes_written;
    line_say_raw(l, &header, payload);
    if (!l->hold) {
        srl_poll(&l->session);
    }
}

const kept *line_news(line *l, srl_kind kind)
{
    CHECK(l->looked_at < l->told);
    CHECK_EQUAL(l->news[l->looked_at].news.kind, kind);
    return &l->news[l->looked_at++];
}

bool line_quiet(line *l)
{
    return l->looked_at == l->told;
}

void line_open(line *l, uint32_t log_id, uint32_t event_newest)
{
    srlink_HelloAck ack = srlink_HelloAck_init_zero;
    srl_frame hello;

    srl_poll(&l->session);
    hello = line_expect(l, srlink_MsgId_MSG_HELLO, NULL, NULL);
    ack.version = 1;
    ack.max_payload = SRL_PAYLOAD_BYTES_MAX;
    ack.features = 511;
    ack.log_id = log_id;
    ack.event_newest = event_newest;
    ack.items = 28;
    line_say(l, srlink_MsgId_MSG_HELLO_ACK, hello.seq, srlink_HelloAck_fields, &ack);
    line_news(l, SRL_UP);
    CHECK(srl_is_up(&l->session));
}

srlink_Event line_make_event(uint32_t id)
{
    srlink_Event event = srlink_Event_init_zero;

    event.id = id;
    event.has_stamp = true;
    event.stamp.frame = 3000 + id;
    event.stamp.time_ms = 100000 + id;
    event.stamp.age_ms = 40;
    strcpy(event.item_id, "F5");
    event.kind = srlink_EventKind_EVENT_ITEM;
    event.item = id % 28;
    event.item_state = srlink_ItemState_ITEM_STATE_SEEN;
    return event;
}

void line_event(line *l, uint32_t id)
{
    const srlink_Event event = line_make_event(id);

    line_say(l, srlink_MsgId_MSG_EVENT, 0, srlink_Event_fields, &event);
}

void line_heartbeat(line *l, uint32_t log_id, uint32_t event_newest)
{
    srlink_Heartbeat heartbeat = srlink_Heartbeat_init_zero;

    heartbeat.log_id = log_id;
    heartbeat.event_newest = event_newest;
    line_say(l, srlink_MsgId_MSG_HEARTBEAT, 0, srlink_Heartbeat_fields, &heartbeat);
}

/* xorshift32 (Marsaglia 2003). */
uint32_t chance(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}
