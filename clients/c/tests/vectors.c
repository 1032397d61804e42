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

/* A message of the device: what it says or answers. Those of the vendor are no news to a session. */
static bool is_of_device(uint16_t msg_id)
{
    const char *name = srlink_MsgId_name((srlink_MsgId)msg_id);
    static const char *const of_vendor[] = {"MSG_HELLO",   "MSG_BYE",         "MSG_SELF_TEST",    "MSG_SUBSCRIBE",
                                            "MSG_EXAM_BEGIN", "MSG_EXAM_COMMAND", "MSG_EXAM_JUDGE", "MSG_EXAM_ENTER",
                                            "MSG_EVENT_CREDIT"};
    size_t i;

    for (i = 0; i < sizeof of_vendor / sizeof of_vendor[0]; i++) {
        if (strcmp(name, of_vendor[i]) == 0) {
            return false;
        }
    }
    return strncmp(name, "MSG_GET_", 8) != 0 && strncmp(name, "MSG_SET_", 8) != 0 && strcmp(name, "unknown") != 0 &&
           msg_id != 0;
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
    static const outcome_kind verdicts[] = {[SRL_MESSAGE] = OUTCOME_message,
                                            [SRL_UNSUPPORTED_VERSION] = OUTCOME_unsupported_version,
                                            [SRL_UNSUPPORTED_FLAGS] = OUTCOME_unsupported_flags,
                                            [SRL_UNKNOWN_MESSAGE] = OUTCOME_unknown_message,
                                            [SRL_MALFORMED] = OUTCOME_malformed};
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
        if (arrival == SRL_ARRIVAL_FRAME ? verdicts[srl_look_at(&decoder.frame)] != v->outcomes[at].kind ||
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
        wanted[o->kind]++;
        if (o->payload != NULL) {
            const bool ours = is_of_device(o->msg_id);
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
