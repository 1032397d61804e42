/* Events over a line that flips and drops bytes, falls silent and comes back: each is told once, in order. The device
 * here is small and honest: a log of events, credits, GET_EVENTS, HELLO. */
#include "check.h"

enum { LOG = 99, EVENTS = 300, CREDITS = 16 };

typedef struct device {
    bool up;
    uint32_t happened; /* events so far */
    uint32_t sent;
    uint32_t limit;
    uint32_t heard_ms;
    uint32_t beat_ms;
} device;

static line l;

static void hurt(pipe_of_bytes *pipe, size_t from, uint32_t *seed, uint32_t one_in)
{
    size_t i, to = from;

    for (i = from; i < pipe->to; i++) {
        uint8_t byte = pipe->bytes[i];
        if (chance(seed) % one_in == 0) {
            if (chance(seed) % 2 == 0) {
                continue; /* dropped */
            }
            byte = (uint8_t)(byte ^ (1u << (chance(seed) % 8)));
        }
        pipe->bytes[to++] = byte;
    }
    pipe->to = to;
}

static void answer(device *d, const srl_frame *frame)
{
    pb_istream_t stream = pb_istream_from_buffer(frame->payload, frame->payload_bytes);

    d->heard_ms = l.ms;
    if (frame->msg_id == srlink_MsgId_MSG_HELLO) {
        srlink_Hello hello = srlink_Hello_init_zero;
        srlink_HelloAck ack = srlink_HelloAck_init_zero;
        CHECK(pb_decode(&stream, srlink_Hello_fields, &hello));
        CHECK(hello.log_id == 0 || hello.log_id == LOG);
        d->up = true;
        d->sent = hello.log_id == LOG ? hello.events_after : 0;
        d->limit = d->sent + hello.event_credits;
        ack.version = 1;
        ack.features = 511;
        ack.log_id = LOG;
        ack.event_newest = d->happened;
        line_say(&l, srlink_MsgId_MSG_HELLO_ACK, frame->seq, srlink_HelloAck_fields, &ack);
    } else if (!d->up) {
        return;
    } else if (frame->msg_id == srlink_MsgId_MSG_EVENT_CREDIT) {
        srlink_EventCredit credit = srlink_EventCredit_init_zero;
        const srlink_Done done = srlink_Done_init_zero;
        CHECK(pb_decode(&stream, srlink_EventCredit_fields, &credit));
        if (credit.after_id + credit.credits > d->limit) {
            d->limit = credit.after_id + credit.credits;
        }
        line_say(&l, srlink_MsgId_MSG_DONE, frame->seq, srlink_Done_fields, &done);
    } else if (frame->msg_id == srlink_MsgId_MSG_GET_EVENTS) {
        srlink_GetEvents get = srlink_GetEvents_init_zero;
        srlink_Events events = srlink_Events_init_zero;
        CHECK(pb_decode(&stream, srlink_GetEvents_fields, &get));
        events.oldest = 1;
        events.newest = d->happened;
        events.log_id = LOG;
        while (events.events_count < (get.max_events == 1 ? 1 : 6) && get.after_id < d->happened) {
            events.events[events.events_count++] = line_make_event(++get.after_id);
        }
        line_say(&l, srlink_MsgId_MSG_EVENTS, frame->seq, srlink_Events_fields, &events);
    }
}

/* A millisecond of the device. */
static void work(device *d, uint32_t *seed)
{
    uint8_t byte;

    while (l.to_device.from < l.to_device.to) {
        byte = l.to_device.bytes[l.to_device.from++];
        if (srl_decode(&l.ear, byte) == SRL_ARRIVAL_FRAME) {
            answer(d, &l.ear.frame);
        }
    }
    l.to_device.from = l.to_device.to = 0;
    if (d->happened < EVENTS && chance(seed) % 50 == 0) {
        d->happened++;
    }
    if (d->up && l.ms - d->heard_ms >= 3500) {
        d->up = false;
    }
    if (d->up && d->sent < d->happened && d->sent < d->limit) {
        line_event(&l, ++d->sent);
    }
    if (d->up && l.ms - d->beat_ms >= 1000) {
        d->beat_ms = l.ms;
        line_heartbeat(&l, LOG, d->happened);
    }
}

static void run(uint32_t seed, uint32_t one_in, bool cuts, srl_counts *counts)
{
    static const srl_config config = {"Lossy 1.0", 0, 0, CREDITS, true};
    device d;
    uint32_t last = 0, until;
    size_t i;

    memset(&d, 0, sizeof d);
    line_start(&l, &config);
    l.hold = true;
    until = l.ms + 600000;
    while (l.session.event_last < EVENTS && l.ms < until) {
        size_t from;
        l.ms++;
        l.gone = cuts && l.ms % 5000 < 500; /* unplugged every five seconds */
        from = l.to_device.to;
        srl_poll(&l.session);
        if (l.gone) {
            l.to_device.from = l.to_device.to = 0;
        } else {
            hurt(&l.to_device, from, &seed, one_in);
        }
        from = l.to_vendor.to;
        work(&d, &seed);
        if (l.gone) {
            l.to_vendor.from = l.to_vendor.to = 0;
        } else {
            hurt(&l.to_vendor, from, &seed, one_in);
        }
        for (i = l.looked_at; i < l.told; i++) {
            if (l.news[i].news.kind == SRL_EVENT) {
                CHECK_EQUAL(l.news[i].event.id, last + 1);
                last++;
            } else {
                CHECK(l.news[i].news.kind != SRL_EVENTS_GONE && l.news[i].news.kind != SRL_NOTICE);
            }
        }
        l.told = l.looked_at = 0;
    }
    CHECK_EQUAL(last, EVENTS);
    counts->rx_bad_crc += l.session.counts.rx_bad_crc;
    counts->rx_bad_cobs += l.session.counts.rx_bad_cobs;
    counts->events_caught_up += l.session.counts.events_caught_up;
    counts->requests_repeated += l.session.counts.requests_repeated;
    counts->links_lost += l.session.counts.links_lost;
}

int main(void)
{
    srl_counts counts;
    uint32_t seed;

    memset(&counts, 0, sizeof counts);
    for (seed = 1; seed <= 20; seed++) {
        run(seed, 100, false, &counts); /* one byte in a hundred */
        run(seed, 1000, true, &counts);
    }
    /* The line was as bad as it should be. */
    CHECK(counts.rx_bad_crc > 100 && counts.events_caught_up > 100 && counts.links_lost > 100 &&
          counts.requests_repeated > 10);
    printf("lossy: 40 lines passed (%lu wrong CRCs, %lu broken frames, %lu links lost, %lu of %d events caught up)\n",
           (unsigned long)counts.rx_bad_crc, (unsigned long)counts.rx_bad_cobs, (unsigned long)counts.links_lost,
           (unsigned long)counts.events_caught_up, 40 * EVENTS);
    return 0;
}
