/* A session that a test holds, and what its device says. */
#ifndef HELD_H
#define HELD_H

#include "check.h"

static const srl_config CONFIG = {"Test 1.0", 0, 100, 8, true};
enum { LOG = 0x1234 };

static line l;

static void begin(void)
{
    line_start(&l, &CONFIG);
}

static void open_session(void)
{
    begin();
    line_open(&l, LOG, 0);
    /* The first grant of a log. */
    {
        const srlink_Done done = srlink_Done_init_zero;
        srlink_EventCredit credit;
        const srl_frame frame = line_expect(&l, srlink_MsgId_MSG_EVENT_CREDIT, srlink_EventCredit_fields, &credit);
        CHECK(credit.after_id == 0 && credit.credits == 8);
        line_say(&l, srlink_MsgId_MSG_DONE, frame.seq, srlink_Done_fields, &done);
    }
    CHECK(line_quiet(&l));
}

/* Keeps the link alive for a while, as a device does. */
static void live_on(uint32_t ms, uint32_t newest)
{
    while (ms > 0) {
        const uint32_t step = ms < 1000 ? ms : 1000;
        line_wait(&l, step);
        line_heartbeat(&l, LOG, newest);
        ms -= step;
    }
}

static size_t frames_with(srlink_MsgId msg_id)
{
    const srl_frame *frame;
    size_t count = 0;
    while ((frame = line_heard(&l)) != NULL) {
        count += frame->msg_id == msg_id;
    }
    return count;
}

#endif
