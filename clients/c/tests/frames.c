/* Framing: what is sealed comes out again, what is damaged does not, and nothing stops the decoder. */
#include "check.h"

enum { BUFFER = SRL_SEAL_HEAD + SRL_PAYLOAD_BYTES_MAX + SRL_SEAL_TAIL };

static srl_frame header_of(size_t payload_bytes)
{
    srl_frame header;
    memset(&header, 0, sizeof header);
    header.major = 1;
    header.msg_id = 49;
    header.seq = 0x0102;
    header.reply_to = 0xFF00;
    header.payload_bytes = payload_bytes;
    return header;
}

/* What the bytes bring in the end; one arrival at most. */
static srl_arrival feed(srl_decoder *decoder, const uint8_t *bytes, size_t size)
{
    srl_arrival last = SRL_ARRIVAL_NONE;
    size_t i;
    for (i = 0; i < size; i++) {
        const srl_arrival arrival = srl_decode(decoder, bytes[i]);
        if (arrival != SRL_ARRIVAL_NONE) {
            CHECK_EQUAL(last, SRL_ARRIVAL_NONE);
            last = arrival;
        }
    }
    return last;
}

static void crc_is_that_of_zlib(void)
{
    const uint8_t digits[] = "123456789";
    CHECK_EQUAL(srl_crc32(0, digits, 9), 0xCBF43926u);
    CHECK_EQUAL(srl_crc32(srl_crc32(0, digits, 4), digits + 4, 5), 0xCBF43926u);
    CHECK_EQUAL(srl_crc32(0, digits, 0), 0);
}

/* Every length, with payloads of zeros, without zeros, and mixed: both sides of each COBS boundary are among them. */
static void every_length_comes_back(void)
{
    uint8_t payload[SRL_PAYLOAD_BYTES_MAX], buffer[BUFFER + 1];
    srl_decoder decoder;
    size_t size, i;
    int filling;
    uint32_t seed = 1;

    memset(&decoder, 0, sizeof decoder);
    for (filling = 0; filling < 3; filling++) {
        for (size = 0; size <= SRL_PAYLOAD_BYTES_MAX; size++) {
            const srl_frame header = header_of(size);
            size_t length;
            for (i = 0; i < size; i++) {
                payload[i] = filling == 0 ? 0 : filling == 1 ? (uint8_t)(i % 255 + 1) : (uint8_t)chance(&seed);
            }
            memcpy(buffer + SRL_SEAL_HEAD, payload, size);
            buffer[BUFFER] = 0xA5;
            length = srl_seal(buffer, &header);
            CHECK(length >= 15 && length <= BUFFER && buffer[BUFFER] == 0xA5);
            CHECK(buffer[0] == 0 && buffer[length - 1] == 0 && memchr(buffer + 1, 0, length - 2) == NULL);
            CHECK_EQUAL(feed(&decoder, buffer, length), SRL_ARRIVAL_FRAME);
            CHECK(decoder.frame.major == 1 && decoder.frame.flags == 0 && decoder.frame.msg_id == 49);
            CHECK(decoder.frame.seq == 0x0102 && decoder.frame.reply_to == 0xFF00);
            CHECK_EQUAL(decoder.frame.payload_bytes, size);
            CHECK(memcmp(decoder.frame.payload, payload, size) == 0);
        }
    }
    {
        const srl_frame header = header_of(SRL_PAYLOAD_BYTES_MAX + 1);
        CHECK_EQUAL(srl_seal(buffer, &header), 0);
    }
}

/* A flipped bit anywhere in a frame is noticed, and the next frame is read. */
static void no_flipped_bit_is_accepted(void)
{
    uint8_t good[BUFFER], bad[BUFFER];
    srl_decoder decoder;
    const srl_frame header = header_of(40);
    size_t length, i, j;
    int bit;

    memset(&decoder, 0, sizeof decoder);
    memset(good + SRL_SEAL_HEAD, 0x11, 40);
    length = srl_seal(good, &header);
    for (i = 1; i < length; i++) {
        for (bit = 0; bit < 8; bit++) {
            size_t frames = 0;
            memcpy(bad, good, length);
            bad[i] = (uint8_t)(bad[i] ^ (1u << bit));
            for (j = 0; j < length; j++) {
                frames += srl_decode(&decoder, bad[j]) == SRL_ARRIVAL_FRAME;
            }
            CHECK_EQUAL(frames, 0);
            for (j = 0; j < length; j++) {
                frames += srl_decode(&decoder, good[j]) == SRL_ARRIVAL_FRAME;
            }
            CHECK_EQUAL(frames, 1);
        }
    }
}

static void faults_have_names(void)
{
    static const uint8_t too_short[] = {2, 1, 0}, cut[] = {20, 1, 2, 3, 0}, empty[] = {0, 0, 0, 0};
    srl_decoder decoder;
    size_t i;

    memset(&decoder, 0, sizeof decoder);
    CHECK_EQUAL(feed(&decoder, too_short, sizeof too_short), SRL_ARRIVAL_TOO_SHORT);
    CHECK_EQUAL(feed(&decoder, cut, sizeof cut), SRL_ARRIVAL_BAD_COBS);
    CHECK_EQUAL(feed(&decoder, empty, sizeof empty), SRL_ARRIVAL_NONE);
    for (i = 0; i < 1000000; i++) {
        CHECK_EQUAL(srl_decode(&decoder, 1), SRL_ARRIVAL_NONE);
    }
    CHECK_EQUAL(srl_decode(&decoder, 0), SRL_ARRIVAL_TOO_LARGE);
}

/* A megabyte of noise, then a frame. */
static void noise_does_no_harm(void)
{
    uint8_t buffer[BUFFER];
    srl_decoder decoder;
    const srl_frame header = header_of(0);
    uint32_t seed = 7;
    long i;

    memset(&decoder, 0, sizeof decoder);
    for (i = 0; i < 1 << 20; i++) {
        CHECK(srl_decode(&decoder, (uint8_t)(chance(&seed) >> 9)) != SRL_ARRIVAL_FRAME);
    }
    {
        const size_t length = srl_seal(buffer, &header);
        size_t frames = 0, j;
        for (j = 0; j < length; j++) {
            frames += srl_decode(&decoder, buffer[j]) == SRL_ARRIVAL_FRAME;
        }
        CHECK_EQUAL(frames, 1);
    }
}

int main(void)
{
    crc_is_that_of_zlib();
    every_length_comes_back();
    no_flipped_bit_is_accepted();
    faults_have_names();
    noise_does_no_harm();
    puts("frames: 5 tests passed");
    return 0;
}
