/* The conformance vectors of the contract: what a stream of bytes has to bring. */
#include "check.h"

typedef enum outcome_kind {
    OUTCOME_message,
    OUTCOME_crc,
    OUTCOME_cobs,
    OUTCOME_short,
    OUTCOME_too_large,
    OUTCOME_malformed,
    OUTCOME_unsupported_version,
    OUTCOME_unsupported_flags,
    OUTCOME_unknown_message,
    OUTCOMES
} outcome_kind;

typedef struct outcome {
    outcome_kind kind;
    uint8_t major;
    uint8_t flags;
    uint16_t msg_id;
    uint16_t seq;
    uint16_t reply_to;
    const uint8_t *payload;
    size_t payload_bytes;
} outcome;

typedef struct vector {
    const char *name;
    const uint8_t *bytes;
    size_t size;
    const outcome *outcomes;
    size_t count;
} vector;

#include "vectors.h"

/* Every message of the contract, of both sides. */
static const struct {
    uint16_t msg_id;
    const pb_msgdesc_t *fields;
    bool of_device;
} kinds[] = {
#define VENDOR(NAME, Name) {srlink_MsgId_MSG_##NAME, srlink_##Name##_fields, false}
#define DEVICE(NAME, Name) {srlink_MsgId_MSG_##NAME, srlink_##Name##_fields, true}
    VENDOR(HELLO, Hello),
    DEVICE(HELLO_ACK, HelloAck),
    DEVICE(HEARTBEAT, Heartbeat),
    DEVICE(ERROR, Error),
    DEVICE(BUSY, Busy),
    VENDOR(BYE, Bye),
    DEVICE(DONE, Done),
    VENDOR(GET_IDENTITY, GetIdentity),
    DEVICE(IDENTITY, Identity),
    VENDOR(GET_HEALTH, GetHealth),
    DEVICE(HEALTH, Health),
    VENDOR(GET_CONFIG, GetConfig),
    DEVICE(CONFIG, Config),
    VENDOR(SELF_TEST, SelfTest),
    DEVICE(SELF_TEST_RESULT, SelfTestResult),
    VENDOR(SET_CLOCK, SetClock),
    DEVICE(CLOCK, Clock),
    VENDOR(SET_BRIGHTNESS, SetBrightness),
    DEVICE(BRIGHTNESS, Brightness),
    VENDOR(GET_LOG, GetLog),
    DEVICE(LOG, Log),
    VENDOR(EXAM_BEGIN, ExamBegin),
    VENDOR(EXAM_COMMAND, ExamCommand),
    VENDOR(EXAM_JUDGE, ExamJudge),
    VENDOR(EXAM_ENTER, ExamEnter),
    VENDOR(GET_EXAM, GetExam),
    DEVICE(EXAM, Exam),
    VENDOR(SUBSCRIBE, Subscribe),
    DEVICE(SNAPSHOT, Snapshot),
    VENDOR(GET_SNAPSHOT, GetSnapshot),
    VENDOR(EVENT_CREDIT, EventCredit),
    DEVICE(EVENT, Event),
    VENDOR(GET_EVENTS, GetEvents),
    DEVICE(EVENTS, Events),
    VENDOR(GET_CHECKLIST, GetChecklist),
    DEVICE(CHECKLIST, Checklist),
    VENDOR(GET_ITEM, GetItem),
    DEVICE(ITEM, Item),
    VENDOR(GET_MEASUREMENTS, GetMeasurements),
    DEVICE(MEASUREMENTS, Measurements),
    VENDOR(GET_FINDINGS, GetFindings),
    DEVICE(FINDINGS, Findings),
    VENDOR(GET_KEY_IMAGE, GetKeyImage),
    DEVICE(KEY_IMAGE, KeyImage),
};

enum { KINDS = sizeof kinds / sizeof kinds[0] };

static size_t kind_of(uint16_t msg_id)
{
    size_t i = 0;
    while (i < KINDS && kinds[i].msg_id != msg_id) {
        i++;
    }
    return i;
}

/* What a receiver of both sides makes of a frame, in the order of FRAME.md. */
static outcome_kind look_at(const srl_frame *frame)
{
    static union {
        srl_message of_device;
        srlink_Hello hello;
    } message;
    const bool any_major = frame->msg_id == srlink_MsgId_MSG_HELLO || frame->msg_id == srlink_MsgId_MSG_ERROR;
    const size_t kind = kind_of(frame->msg_id);
    pb_istream_t stream = pb_istream_from_buffer(frame->payload, frame->payload_bytes);

    if (frame->major != SRL_MAJOR && !any_major) {
        return OUTCOME_unsupported_version;
    }
    if ((frame->flags & 0xF0u) != 0) {
        return OUTCOME_unsupported_flags;
    }
    if (kind == KINDS) {
        return OUTCOME_unknown_message;
    }
    memset(&message, 0, sizeof message);
    return pb_decode(&stream, kinds[kind].fields, &message) ? OUTCOME_message : OUTCOME_malformed;
}

static bool same(const srl_frame *frame, const outcome *wanted)
{
    return frame->major == wanted->major && frame->flags == wanted->flags && frame->msg_id == wanted->msg_id &&
           frame->seq == wanted->seq && frame->reply_to == wanted->reply_to &&
           frame->payload_bytes == wanted->payload_bytes &&
           memcmp(frame->payload, wanted->payload, frame->payload_bytes) == 0;
}

static bool decoder_passes(const vector *v)
{
    static const outcome_kind faults[] = {[SRL_ARRIVAL_BAD_COBS] = OUTCOME_cobs,
                                          [SRL_ARRIVAL_TOO_SHORT] = OUTCOME_short,
                                          [SRL_ARRIVAL_BAD_CRC] = OUTCOME_crc,
                                          [SRL_ARRIVAL_TOO_LARGE] = OUTCOME_too_large};
    srl_decoder decoder;
    size_t i, at = 0;

    memset(&decoder, 0, sizeof decoder);
    for (i = 0; i < v->size; i++) {
        const srl_arrival arrival = srl_decode(&decoder, v->bytes[i]);
        if (arrival == SRL_ARRIVAL_NONE) {
            continue;
        }
        if (at == v->count) {
            return false;
        }
        if (arrival == SRL_ARRIVAL_FRAME ? look_at(&decoder.frame) != v->outcomes[at].kind ||
                                               !same(&decoder.frame, &v->outcomes[at])
                                         : faults[arrival] != v->outcomes[at].kind) {
            return false;
        }
        at++;
    }
    return at == v->count;
}

/* A frame that a session takes and one that it makes are alike. */
static bool encoder_passes(const vector *v)
{
    uint8_t buffer[SRL_SEAL_HEAD + SRL_PAYLOAD_BYTES_MAX + SRL_SEAL_TAIL];
    srl_frame header;
    size_t size;

    if (v->count != 1 || v->outcomes[0].payload == NULL || v->bytes[0] == 0 ||
        strstr(v->name, "delimiter") != NULL || strstr(v->name, "with_closing_code") != NULL) {
        return true;
    }
    memset(&header, 0, sizeof header);
    header.major = v->outcomes[0].major;
    header.flags = v->outcomes[0].flags;
    header.msg_id = v->outcomes[0].msg_id;
    header.seq = v->outcomes[0].seq;
    header.reply_to = v->outcomes[0].reply_to;
    header.payload_bytes = v->outcomes[0].payload_bytes;
    memcpy(buffer + SRL_SEAL_HEAD, v->outcomes[0].payload, header.payload_bytes);
    size = srl_seal(buffer, &header);
    return size == v->size + 1 && memcmp(buffer + 1, v->bytes, v->size) == 0;
}

/* What a session counts is what the outcomes say. */
static bool session_passes(const vector *v)
{
    static const srl_config config = {"Vectors 1.0", 0, 0, 0, false};
    static line l;
    uint32_t wanted[OUTCOMES] = {0}, frames = 0, unknown = 0, unreadable = 0;
    const srl_counts *counts;
    size_t i;

    for (i = 0; i < v->count; i++) {
        const outcome *o = &v->outcomes[i];
        const size_t kind = kind_of(o->msg_id);
        wanted[o->kind]++;
        if (o->payload != NULL) {
            const bool ours = kind < KINDS && kinds[kind].of_device;
            const bool taken = o->kind != OUTCOME_unsupported_version && o->kind != OUTCOME_unsupported_flags &&
                               (o->major == SRL_MAJOR || o->msg_id == srlink_MsgId_MSG_ERROR);
            frames++;
            unknown += taken && !ours;
            unreadable += o->kind == OUTCOME_malformed && ours;
            wanted[OUTCOME_unsupported_version] += !taken && o->kind == OUTCOME_message; /* HELLO of another major */
        }
    }
    line_start(&l, &config);
    memcpy(l.to_vendor.bytes, v->bytes, v->size);
    l.to_vendor.to = v->size;
    line_wait(&l, 4);
    counts = srl_get_counts(&l.session);
    return counts->rx_frames == frames && counts->rx_bad_crc == wanted[OUTCOME_crc] &&
           counts->rx_bad_cobs == wanted[OUTCOME_cobs] + wanted[OUTCOME_short] &&
           counts->rx_too_large == wanted[OUTCOME_too_large] &&
           counts->rx_rejected == wanted[OUTCOME_unsupported_version] + wanted[OUTCOME_unsupported_flags] &&
           counts->rx_unknown == unknown && counts->rx_unreadable == unreadable && !srl_is_up(&l.session);
}

int main(void)
{
    const size_t count = sizeof vectors / sizeof vectors[0];
    size_t i, passed = 0;

    for (i = 0; i < count; i++) {
        const char *failed = !decoder_passes(&vectors[i])   ? "decoder"
                             : !encoder_passes(&vectors[i]) ? "encoder"
                             : !session_passes(&vectors[i]) ? "session"
                                                            : NULL;
        if (failed != NULL) {
            fprintf(stderr, "vector %s: the %s does not do what it says\n", vectors[i].name, failed);
        }
        passed += failed == NULL;
    }
    printf("vectors: PASS %zu/%zu\n", passed, count);
    return passed == count ? 0 : 1;
}
