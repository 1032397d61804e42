/* The session, against a device that each test plays by hand, on a clock of its own. */
#include "check.h"
#include "held.h"
#include "schema_hash.h"

static void hello_is_said_once_a_second_until_it_is_answered(void)
{
    srlink_Hello hello;
    srlink_HelloAck ack = srlink_HelloAck_init_zero;
    srl_frame first, frame;
    int i;

    begin();
    srl_poll(&l.session);
    first = line_expect(&l, srlink_MsgId_MSG_HELLO, srlink_Hello_fields, &hello);
    CHECK(hello.version_min == 1 && hello.version_max == 1 && hello.max_payload == 512);
    CHECK(strcmp(hello.vendor, "Test 1.0") == 0 && hello.snapshot_period_ms == 100 && hello.event_credits == 8);
    CHECK(hello.log_id == 0 && hello.events_after == 0 && hello.schema_hash == SRL_SCHEMA_HASH);
    for (i = 0; i < 70000; i += 1000) {
        line_wait(&l, 999);
        CHECK(line_heard(&l) == NULL);
        line_wait(&l, 1);
        frame = line_expect(&l, srlink_MsgId_MSG_HELLO, NULL, NULL);
        CHECK(line_heard(&l) == NULL);
    }
    /* Not to this one, nor to one that was given up long ago. */
    ack.version = 1;
    line_say(&l, srlink_MsgId_MSG_HELLO_ACK, 0, srlink_HelloAck_fields, &ack);
    line_say(&l, srlink_MsgId_MSG_HELLO_ACK, (uint16_t)(frame.seq + 1), srlink_HelloAck_fields, &ack);
    line_say(&l, srlink_MsgId_MSG_HELLO_ACK, first.seq, srlink_HelloAck_fields, &ack);
    CHECK(!srl_is_up(&l.session) && srl_get_counts(&l.session)->rx_unknown == 3);
    /* An answer that took longer than a second. */
    line_say(&l, srlink_MsgId_MSG_HELLO_ACK, (uint16_t)(frame.seq - 1), srlink_HelloAck_fields, &ack);
    CHECK(line_news(&l, SRL_UP)->news.anew);
}

static void another_version_is_told_and_hello_goes_on(void)
{
    srlink_Error error = srlink_Error_init_zero;
    srl_frame frame, answer;
    uint8_t payload[64];
    pb_ostream_t stream = pb_ostream_from_buffer(payload, sizeof payload);

    begin();
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_HELLO, NULL, NULL);
    error.code = srlink_ErrorCode_ERROR_UNSUPPORTED_VERSION;
    error.detail = 2;
    CHECK(pb_encode(&stream, srlink_Error_fields, &error));
    memset(&answer, 0, sizeof answer);
    answer.major = 2;
    answer.msg_id = srlink_MsgId_MSG_ERROR;
    answer.seq = 1;
    answer.reply_to = frame.seq;
    answer.payload_bytes = stream.bytes_written;
    line_say_raw(&l, &answer, payload);
    line_wait(&l, 1000);
    CHECK_EQUAL(line_news(&l, SRL_NOTICE)->message.error.detail, 2);
    line_expect(&l, srlink_MsgId_MSG_HELLO, NULL, NULL);
}

static void heartbeats_go_out_and_silence_loses_the_link(void)
{
    srlink_Hello hello;

    open_session();
    frames_with(srlink_MsgId_MSG_HEARTBEAT);
    live_on(10000, 0);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_HEARTBEAT), 10);
    line_event(&l, 1);
    line_event(&l, 2);
    line_wait(&l, 3499);
    CHECK(srl_is_up(&l.session));
    line_wait(&l, 1);
    CHECK(!srl_is_up(&l.session));
    line_news(&l, SRL_EVENT);
    line_news(&l, SRL_EVENT);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_SILENCE);
    line_expect(&l, srlink_MsgId_MSG_HELLO, srlink_Hello_fields, &hello);
    CHECK(hello.log_id == LOG && hello.events_after == 2);
}

static void the_clock_may_wrap(void)
{
    l.ms = UINT32_MAX - 5000;
    open_session();
    live_on(20000, 0);
    CHECK(srl_is_up(&l.session) && line_quiet(&l));
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_HEARTBEAT), 20);
    line_wait(&l, 3500);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_SILENCE);
    l.ms = 0;
}

static void a_device_that_restarted_is_met_anew(void)
{
    srlink_Error error = srlink_Error_init_zero;
    srlink_EventCredit credit;
    srlink_Hello hello;
    srlink_HelloAck ack = srlink_HelloAck_init_zero;
    srl_frame frame;

    open_session();
    line_event(&l, 1);
    line_news(&l, SRL_EVENT);
    error.code = srlink_ErrorCode_ERROR_NO_SESSION;
    line_say(&l, srlink_MsgId_MSG_ERROR, 0, srlink_Error_fields, &error);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_NO_SESSION);
    frame = line_expect(&l, srlink_MsgId_MSG_HELLO, srlink_Hello_fields, &hello);
    CHECK(hello.log_id == LOG && hello.events_after == 1);
    ack.version = 1;
    ack.features = 511;
    ack.log_id = LOG + 1;
    ack.event_newest = 3;
    line_say(&l, srlink_MsgId_MSG_HELLO_ACK, frame.seq, srlink_HelloAck_fields, &ack);
    CHECK(line_news(&l, SRL_UP)->news.anew);
    line_expect(&l, srlink_MsgId_MSG_EVENT_CREDIT, srlink_EventCredit_fields, &credit);
    CHECK(credit.after_id == 0 && credit.credits == 8);
    line_event(&l, 1);
    CHECK_EQUAL(line_news(&l, SRL_EVENT)->event.id, 1);
    /* A heartbeat of yet another log. */
    line_heartbeat(&l, LOG + 2, 0);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_NO_SESSION);
}

static void the_past_can_be_left_alone(void)
{
    srl_config config = CONFIG;
    srlink_Hello hello;

    config.past_events = false;
    line_start(&l, &config);
    srl_poll(&l.session);
    {
        pipe_of_bytes kept_bytes = l.to_device;
        line_expect(&l, srlink_MsgId_MSG_HELLO, srlink_Hello_fields, &hello);
        l.to_device = kept_bytes;
    }
    CHECK_EQUAL(hello.events_after, UINT32_MAX);
    line_open(&l, LOG, 500);
    line_event(&l, 501);
    CHECK_EQUAL(line_news(&l, SRL_EVENT)->event.id, 501);
    CHECK(line_quiet(&l));
}

static void a_device_without_events_is_not_asked_for_any(void)
{
    srlink_HelloAck ack = srlink_HelloAck_init_zero;
    srl_frame frame;

    begin();
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_HELLO, NULL, NULL);
    ack.version = 1;
    ack.features = srlink_Feature_FEATURE_SNAPSHOTS;
    ack.log_id = LOG;
    line_say(&l, srlink_MsgId_MSG_HELLO_ACK, frame.seq, srlink_HelloAck_fields, &ack);
    live_on(3000, 9);
    while ((line_heard(&l)) != NULL) {
        CHECK_EQUAL(l.ear.frame.msg_id, srlink_MsgId_MSG_HEARTBEAT);
    }
}

static void a_line_that_is_gone_comes_back(void)
{
    open_session();
    CHECK(srl_get_item(&l.session, 0) != 0);
    l.gone = true;
    line_wait(&l, 5000);
    CHECK_EQUAL(line_news(&l, SRL_UNANSWERED)->news.cause, SRL_CAUSE_LINE);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_LINE);
    CHECK(line_quiet(&l));
    l.gone = false;
    l.to_device.from = l.to_device.to = 0;
    line_open(&l, LOG, 0);
    CHECK(!l.news[l.looked_at - 1].news.anew);
}

static void a_slow_line_gets_whole_frames(void)
{
    const srl_frame *frame;
    size_t count = 0;

    begin();
    l.take_max = 1;
    open_session();
    CHECK(srl_get_item(&l.session, 5) != 0);
    l.take_max = 0;
    line_wait(&l, 100);
    l.take_max = 1;
    line_wait(&l, 100);
    while ((frame = line_heard(&l)) != NULL) {
        count += frame->msg_id == srlink_MsgId_MSG_GET_ITEM;
    }
    CHECK_EQUAL(count, 1);
}

static void a_snapshot_dies_with_its_age(void)
{
    srlink_Snapshot snapshot = srlink_Snapshot_init_zero;

    open_session();
    CHECK(!srl_is_live(&l.session));
    snapshot.has_stamp = true;
    snapshot.stamp.age_ms = 100;
    line_say(&l, srlink_MsgId_MSG_SNAPSHOT, 0, srlink_Snapshot_fields, &snapshot);
    line_news(&l, SRL_SNAPSHOT);
    CHECK(srl_is_live(&l.session));
    line_wait(&l, 200);
    CHECK(srl_is_live(&l.session));
    line_wait(&l, 1);
    CHECK(!srl_is_live(&l.session));
    snapshot.stamp.stale = true;
    line_say(&l, srlink_MsgId_MSG_SNAPSHOT, 0, srlink_Snapshot_fields, &snapshot);
    CHECK(!srl_is_live(&l.session));
    snapshot.stamp.stale = false;
    snapshot.stamp.age_ms = UINT32_MAX;
    line_say(&l, srlink_MsgId_MSG_SNAPSHOT, 0, srlink_Snapshot_fields, &snapshot);
    CHECK(!srl_is_live(&l.session));
    snapshot.stamp.age_ms = 0;
    line_say(&l, srlink_MsgId_MSG_SNAPSHOT, 0, srlink_Snapshot_fields, &snapshot);
    CHECK(srl_is_live(&l.session));
    l.gone = true;
    line_wait(&l, 1);
    CHECK(!srl_is_live(&l.session));
}

static void a_snapshot_is_taken_apart(void)
{
    srlink_Snapshot snapshot = srlink_Snapshot_init_zero;
    bool seen;

    snapshot.items.size = 2;
    snapshot.items.bytes[0] = 0x31;
    snapshot.items.bytes[1] = 0x92;
    CHECK_EQUAL(srl_snapshot_item(&snapshot, 0), srlink_ItemState_ITEM_STATE_CANNOT_ASSESS);
    CHECK_EQUAL(srl_snapshot_item(&snapshot, 1), srlink_ItemState_ITEM_STATE_SEEN);
    CHECK_EQUAL(srl_snapshot_item(&snapshot, 2), srlink_ItemState_ITEM_STATE_NOT_SEEN);
    CHECK(strcmp(srl_item_state_words(srl_snapshot_item(&snapshot, 3)), "unknown") == 0);
    CHECK_EQUAL(srl_snapshot_item(&snapshot, 4), srlink_ItemState_ITEM_STATE_UNSPECIFIED);
    CHECK(strcmp(srl_item_state_words(srlink_ItemState_ITEM_STATE_CANNOT_ASSESS), "cannot assess") == 0);
    snapshot.structures.size = 3;
    snapshot.structures.bytes[0] = 0x80 | 93;
    snapshot.structures.bytes[1] = 12;
    snapshot.structures.bytes[2] = 127;
    CHECK(srl_snapshot_structure(&snapshot, srlink_Structure_STRUCTURE_CRUX, &seen) == 93 && seen);
    CHECK(srl_snapshot_structure(&snapshot, srlink_Structure_STRUCTURE_VENTRICULAR_SEPTUM, &seen) == 12 && !seen);
    CHECK(srl_snapshot_structure(&snapshot, srlink_Structure_STRUCTURE_RIGHT_ATRIUM, &seen) == -1 && !seen);
    CHECK(srl_snapshot_structure(&snapshot, srlink_Structure_STRUCTURE_TRACHEA, NULL) == -1);
    CHECK(srl_snapshot_structure(&snapshot, srlink_Structure_STRUCTURE_UNSPECIFIED, NULL) == -1);
}

static void a_session_is_ended_and_taken_up_again(void)
{
    const srlink_Done done = srlink_Done_init_zero;
    srl_frame frame;

    open_session();
    CHECK(srl_end(&l.session) != 0);
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_BYE, NULL, NULL);
    line_say(&l, srlink_MsgId_MSG_DONE, frame.seq, srlink_Done_fields, &done);
    line_news(&l, SRL_ANSWER);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_ENDED);
    frames_with(srlink_MsgId_MSG_HELLO);
    line_wait(&l, 10000);
    CHECK(line_heard(&l) == NULL);
    srl_resume(&l.session);
    line_open(&l, LOG, 0);
}

int main(void)
{
    static void (*const tests[])(void) = {hello_is_said_once_a_second_until_it_is_answered,
                                          another_version_is_told_and_hello_goes_on,
                                          heartbeats_go_out_and_silence_loses_the_link,
                                          the_clock_may_wrap,
                                          a_device_that_restarted_is_met_anew,
                                          the_past_can_be_left_alone,
                                          a_device_without_events_is_not_asked_for_any,
                                          a_line_that_is_gone_comes_back,
                                          a_slow_line_gets_whole_frames,
                                          a_snapshot_dies_with_its_age,
                                          a_snapshot_is_taken_apart,
                                          a_session_is_ended_and_taken_up_again};
    size_t i;

    for (i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        tests[i]();
    }
    printf("session: %d tests passed\n", (int)i);
    return 0;
}
