/* Made by generate.sh: the CRC-32 of the numbers of the contract (schema.lock). */
#ifndef SRL_SCHEMA_HASH
#define SRL_SCHEMA_HASH 0x4A28C15Fu
#endif
