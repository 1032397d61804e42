/* The session, against a device that each test plays by hand, on a clock of its own. */
#include "check.h"
#include "schema_hash.h"

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

static void events_are_told_once_and_in_order(void)
{
    srlink_GetEvents get;
    srlink_Events events = srlink_Events_init_zero;
    srl_frame frame;
    uint32_t id;

    open_session();
    line_event(&l, 1);
    line_event(&l, 1);
    line_event(&l, 4); /* 2 and 3 were damaged */
    line_event(&l, 5);
    frame = line_expect(&l, srlink_MsgId_MSG_GET_EVENTS, srlink_GetEvents_fields, &get);
    CHECK_EQUAL(get.after_id, 1);
    CHECK(line_heard(&l) == NULL);
    events.oldest = 1;
    events.newest = 5;
    events.log_id = LOG;
    events.events_count = 3;
    for (id = 2; id <= 4; id++) {
        events.events[id - 2].id = id;
    }
    line_say(&l, srlink_MsgId_MSG_EVENTS, frame.seq, srlink_Events_fields, &events);
    /* Not all of them fitted. */
    frame = line_expect(&l, srlink_MsgId_MSG_GET_EVENTS, srlink_GetEvents_fields, &get);
    CHECK_EQUAL(get.after_id, 4);
    events.events_count = 1;
    events.events[0].id = 5;
    line_say(&l, srlink_MsgId_MSG_EVENTS, frame.seq, srlink_Events_fields, &events);
    line_event(&l, 5);
    line_event(&l, 6);
    for (id = 1; id <= 6; id++) {
        CHECK_EQUAL(line_news(&l, SRL_EVENT)->event.id, id);
    }
    CHECK(line_quiet(&l));
    CHECK_EQUAL(srl_get_counts(&l.session)->events_caught_up, 4);
    CHECK_EQUAL(srl_get_counts(&l.session)->events_repeated, 2);
}

static void events_that_are_gone_are_named(void)
{
    srlink_Events events = srlink_Events_init_zero;
    srl_frame frame;
    const kept *gone;

    open_session();
    line_event(&l, 9000);
    frame = line_expect(&l, srlink_MsgId_MSG_GET_EVENTS, NULL, NULL);
    events.oldest = 8999;
    events.newest = 9000;
    events.log_id = LOG;
    events.events_count = 2;
    events.events[0].id = 8999;
    events.events[1].id = 9000;
    line_say(&l, srlink_MsgId_MSG_EVENTS, frame.seq, srlink_Events_fields, &events);
    gone = line_news(&l, SRL_EVENTS_GONE);
    CHECK(gone->news.first_id == 1 && gone->news.last_id == 8998);
    CHECK_EQUAL(line_news(&l, SRL_EVENT)->event.id, 8999);
    CHECK_EQUAL(line_news(&l, SRL_EVENT)->event.id, 9000);
    CHECK(line_quiet(&l));
}

static void credits_are_renewed_when_half_are_used(void)
{
    srlink_EventCredit credit;
    uint32_t id;

    open_session();
    for (id = 1; id <= 3; id++) {
        line_event(&l, id);
    }
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_EVENT_CREDIT), 0);
    line_event(&l, 4);
    line_expect(&l, srlink_MsgId_MSG_EVENT_CREDIT, srlink_EventCredit_fields, &credit);
    CHECK(credit.after_id == 4 && credit.credits == 8);
}

static void the_last_event_of_all_is_missed_by_the_heartbeat(void)
{
    srlink_GetEvents get;

    open_session();
    line_event(&l, 1);
    live_on(1000, 2);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_GET_EVENTS), 0);
    live_on(1000, 2);
    line_expect(&l, srlink_MsgId_MSG_GET_EVENTS, srlink_GetEvents_fields, &get);
    CHECK_EQUAL(get.after_id, 1);
}

static void short_answers_are_asked_for_where_long_ones_do_not_come(void)
{
    srlink_GetEvents get;
    srl_frame first, second;

    open_session();
    line_event(&l, 3);
    first = line_expect(&l, srlink_MsgId_MSG_GET_EVENTS, srlink_GetEvents_fields, &get);
    CHECK(get.after_id == 0 && get.max_events == 0);
    live_on(1000, 3);
    second = line_expect(&l, srlink_MsgId_MSG_GET_EVENTS, srlink_GetEvents_fields, &get);
    CHECK(get.after_id == 0 && get.max_events == 1 && second.seq != first.seq);
    live_on(2000, 3);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_GET_EVENTS), 2);
    live_on(1000, 3);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_NO_ANSWER);
}

static void requests_are_answered_refused_or_unanswered(void)
{
    srlink_Exam exam = srlink_Exam_init_zero;
    srlink_Error error = srlink_Error_init_zero;
    srlink_ExamCommand command;
    const uint8_t id[17] = "0123456789abcdef";
    srl_frame frame;
    uint32_t number;
    const kept *k;

    begin();
    CHECK_EQUAL(srl_exam_command(&l.session, srlink_Command_COMMAND_END), 0);
    open_session();
    CHECK_EQUAL(srl_exam_begin(&l.session, id, 17), 0);
    CHECK_EQUAL(srl_request(&l.session, srlink_MsgId_MSG_HELLO, &exam), 0);
    CHECK_EQUAL(srl_request(&l.session, srlink_MsgId_MSG_GET_EVENTS, &exam), 0);
    number = srl_exam_begin(&l.session, id, 16);
    CHECK(number != 0);
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_EXAM_BEGIN, NULL, NULL);
    exam.state = srlink_ExamState_EXAM_STATE_RUNNING;
    line_say(&l, srlink_MsgId_MSG_EXAM, frame.seq, srlink_Exam_fields, &exam);
    line_say(&l, srlink_MsgId_MSG_EXAM, frame.seq, srlink_Exam_fields, &exam); /* the answer, repeated */
    k = line_news(&l, SRL_ANSWER);
    CHECK(k->news.request == number && k->news.request_id == srlink_MsgId_MSG_EXAM_BEGIN);
    CHECK(k->message.exam.state == srlink_ExamState_EXAM_STATE_RUNNING);

    number = srl_exam_command(&l.session, srlink_Command_COMMAND_CLOSE);
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_EXAM_COMMAND, srlink_ExamCommand_fields, &command);
    CHECK_EQUAL(command.command, srlink_Command_COMMAND_CLOSE);
    error.code = srlink_ErrorCode_ERROR_WRONG_STATE;
    line_say(&l, srlink_MsgId_MSG_ERROR, frame.seq, srlink_Error_fields, &error);
    k = line_news(&l, SRL_REFUSED);
    CHECK(k->news.request == number && k->message.error.code == srlink_ErrorCode_ERROR_WRONG_STATE);
    CHECK(line_quiet(&l) && srl_is_up(&l.session));
}

static void an_unanswered_request_is_repeated_as_it_was(void)
{
    srl_frame first, again;
    uint32_t number;
    int i;

    open_session();
    number = srl_get_item(&l.session, 3);
    srl_poll(&l.session);
    first = line_expect(&l, srlink_MsgId_MSG_GET_ITEM, NULL, NULL);
    for (i = 0; i < 3; i++) {
        live_on(1000, 0);
        again = line_expect(&l, srlink_MsgId_MSG_GET_ITEM, NULL, NULL);
        CHECK(again.seq == first.seq && again.payload_bytes == first.payload_bytes);
    }
    CHECK(line_quiet(&l));
    live_on(1000, 0);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_GET_ITEM), 0);
    CHECK_EQUAL(line_news(&l, SRL_UNANSWERED)->news.request, number);
    CHECK_EQUAL(line_news(&l, SRL_LOST)->news.cause, SRL_CAUSE_NO_ANSWER);
    CHECK_EQUAL(srl_get_counts(&l.session)->requests_repeated, 3);
}

static void a_self_test_may_take_ten_seconds(void)
{
    const srlink_SelfTest message = srlink_SelfTest_init_zero;
    srlink_SelfTestResult result = srlink_SelfTestResult_init_zero;
    srl_frame frame;

    open_session();
    CHECK(srl_request(&l.session, srlink_MsgId_MSG_SELF_TEST, &message) != 0);
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_SELF_TEST, NULL, NULL);
    live_on(9000, 0);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_SELF_TEST), 0);
    result.passed = true;
    line_say(&l, srlink_MsgId_MSG_SELF_TEST_RESULT, frame.seq, srlink_SelfTestResult_fields, &result);
    CHECK(line_news(&l, SRL_ANSWER)->message.self_test_result.passed);
}

static void a_busy_device_is_asked_again_later(void)
{
    srlink_Busy busy = srlink_Busy_init_zero;
    srlink_Item item = srlink_Item_init_zero;
    srl_frame frame, again;
    uint32_t number;

    open_session();
    number = srl_get_item(&l.session, 3);
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_GET_ITEM, NULL, NULL);
    busy.retry_ms = 50;
    line_say(&l, srlink_MsgId_MSG_BUSY, frame.seq, srlink_Busy_fields, &busy);
    line_wait(&l, 49);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_GET_ITEM), 0);
    line_wait(&l, 1);
    again = line_expect(&l, srlink_MsgId_MSG_GET_ITEM, NULL, NULL);
    CHECK(again.seq != frame.seq);
    line_say(&l, srlink_MsgId_MSG_ITEM, again.seq, srlink_Item_fields, &item);
    CHECK_EQUAL(line_news(&l, SRL_ANSWER)->news.request, number);
}

static void three_requests_wait_and_catching_up_goes_on(void)
{
    open_session();
    CHECK(srl_get_item(&l.session, 0) != 0 && srl_get_item(&l.session, 1) != 0 && srl_get_item(&l.session, 2) != 0);
    CHECK_EQUAL(srl_get_item(&l.session, 3), 0);
    srl_poll(&l.session);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_GET_ITEM), 3);
    line_event(&l, 2);
    CHECK_EQUAL(frames_with(srlink_MsgId_MSG_GET_EVENTS), 1);
}

static void what_cannot_be_read_is_counted(void)
{
    static const uint8_t text_too_long[] = {0x12, 40, 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x',
                                            'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x',
                                            'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x', 'x'};
    srl_frame frame, bad;

    open_session();
    CHECK(srl_get_item(&l.session, 0) != 0);
    srl_poll(&l.session);
    frame = line_expect(&l, srlink_MsgId_MSG_GET_ITEM, NULL, NULL);
    memset(&bad, 0, sizeof bad);
    bad.major = 1;
    bad.seq = 77;
    bad.msg_id = srlink_MsgId_MSG_HEARTBEAT;
    bad.flags = 0x10; /* an unknown incompatible flag */
    line_say_raw(&l, &bad, NULL);
    bad.flags = 0;
    bad.major = 2;
    line_say_raw(&l, &bad, NULL);
    bad.major = 1;
    bad.msg_id = 999; /* a notice of a later version */
    line_say_raw(&l, &bad, NULL);
    bad.flags = 0x0F; /* compatible ones are ignored */
    line_say_raw(&l, &bad, NULL);
    bad.flags = 0;
    bad.msg_id = srlink_MsgId_MSG_ITEM;
    bad.reply_to = frame.seq;
    bad.payload_bytes = sizeof text_too_long;
    line_say_raw(&l, &bad, text_too_long);
    srl_poll(&l.session);
    CHECK_EQUAL(line_news(&l, SRL_UNANSWERED)->news.cause, SRL_CAUSE_UNREADABLE);
    CHECK_EQUAL(srl_get_counts(&l.session)->rx_rejected, 2);
    CHECK_EQUAL(srl_get_counts(&l.session)->rx_unknown, 2);
    CHECK_EQUAL(srl_get_counts(&l.session)->rx_unreadable, 1);
    CHECK(srl_is_up(&l.session) && line_quiet(&l));
}

static void an_unknown_field_is_ignored(void)
{
    static const uint8_t payload[] = {0x08, 1, 0xF2, 0x3F, 3, 'n', 'e', 'w', 0x18, 0}; /* id 1, field 1022, kind 0 */
    srl_frame event;

    open_session();
    memset(&event, 0, sizeof event);
    event.major = 1;
    event.seq = 5;
    event.msg_id = srlink_MsgId_MSG_EVENT;
    event.payload_bytes = sizeof payload;
    line_say_raw(&l, &event, payload);
    srl_poll(&l.session);
    CHECK_EQUAL(line_news(&l, SRL_EVENT)->event.id, 1);
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

/* A program asks in the middle of the news, also in that of a lost link. */
static uint32_t ask(line *at, const srl_news *news)
{
    const uint32_t number = srl_get_item(&at->session, 1);
    CHECK(news->kind == SRL_LOST || news->kind == SRL_UNANSWERED ? number == 0 : true);
    return number;
}

static void news_may_be_answered_by_requests(void)
{
    srlink_Item item = srlink_Item_init_zero;
    srl_frame frame;
    int i;

    begin();
    l.react = ask;
    line_open(&l, LOG, 0);
    for (i = 0; i < 5; i++) {
        srl_poll(&l.session);
        frame = line_expect(&l, srlink_MsgId_MSG_GET_ITEM, NULL, NULL);
        line_say(&l, srlink_MsgId_MSG_ITEM, frame.seq, srlink_Item_fields, &item);
        line_news(&l, SRL_ANSWER);
    }
    line_wait(&l, 3500);
    CHECK(!srl_is_up(&l.session));
}

int main(void)
{
    static void (*const tests[])(void) = {hello_is_said_once_a_second_until_it_is_answered,
                                          another_version_is_told_and_hello_goes_on,
                                          heartbeats_go_out_and_silence_loses_the_link,
                                          the_clock_may_wrap,
                                          events_are_told_once_and_in_order,
                                          events_that_are_gone_are_named,
                                          credits_are_renewed_when_half_are_used,
                                          the_last_event_of_all_is_missed_by_the_heartbeat,
                                          short_answers_are_asked_for_where_long_ones_do_not_come,
                                          requests_are_answered_refused_or_unanswered,
                                          an_unanswered_request_is_repeated_as_it_was,
                                          a_self_test_may_take_ten_seconds,
                                          a_busy_device_is_asked_again_later,
                                          three_requests_wait_and_catching_up_goes_on,
                                          what_cannot_be_read_is_counted,
                                          an_unknown_field_is_ignored,
                                          a_device_that_restarted_is_met_anew,
                                          the_past_can_be_left_alone,
                                          a_device_without_events_is_not_asked_for_any,
                                          a_line_that_is_gone_comes_back,
                                          a_slow_line_gets_whole_frames,
                                          a_snapshot_dies_with_its_age,
                                          a_snapshot_is_taken_apart,
                                          a_session_is_ended_and_taken_up_again,
                                          news_may_be_answered_by_requests};
    size_t i;

    for (i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        tests[i]();
    }
    printf("session: %d tests passed\n", (int)i);
    return 0;
}
