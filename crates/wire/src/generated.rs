// Made from proto/second_reader.proto by `cargo run -p wire-gen`: change that file instead.

/// CRC-32 of the numbers in `proto/schema.lock`: what `schema_hash` of messages is.
pub const SCHEMA_HASH: u32 = 0x4a28c15f;

pub mod srlink_ {
    /// Which picture a result is from, and how old it is. Every result carries one.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct Stamp {
        /// Number of the frame, from the start of the device, modulo 2^32.
        pub r#frame: u32,
        /// Time of the frame, milliseconds since the source's first frame, modulo 2^32: the clock of the exam.
        pub r#time_ms: u32,
        /// Age of the frame when this message was written to the line, milliseconds; 4294967295 where no frame came yet.
        pub r#age_ms: u32,
        /// Nothing live stands behind this now: no frame, an age above 300 ms, or a state other than RUNNING. A stale
        /// result is history: it must not be shown as the picture's present content.
        pub r#stale: bool,
    }
    impl Stamp {
        /// Return a reference to `frame`
        #[inline]
        pub fn r#frame(&self) -> &u32 {
            &self.r#frame
        }
        /// Return a mutable reference to `frame`
        #[inline]
        pub fn mut_frame(&mut self) -> &mut u32 {
            &mut self.r#frame
        }
        /// Set the value of `frame`
        #[inline]
        pub fn set_frame(&mut self, value: u32) -> &mut Self {
            self.r#frame = value.into();
            self
        }
        /// Builder method that sets the value of `frame`. Useful for initializing the message.
        #[inline]
        pub fn init_frame(mut self, value: u32) -> Self {
            self.r#frame = value.into();
            self
        }
        /// Return a reference to `time_ms`
        #[inline]
        pub fn r#time_ms(&self) -> &u32 {
            &self.r#time_ms
        }
        /// Return a mutable reference to `time_ms`
        #[inline]
        pub fn mut_time_ms(&mut self) -> &mut u32 {
            &mut self.r#time_ms
        }
        /// Set the value of `time_ms`
        #[inline]
        pub fn set_time_ms(&mut self, value: u32) -> &mut Self {
            self.r#time_ms = value.into();
            self
        }
        /// Builder method that sets the value of `time_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_time_ms(mut self, value: u32) -> Self {
            self.r#time_ms = value.into();
            self
        }
        /// Return a reference to `age_ms`
        #[inline]
        pub fn r#age_ms(&self) -> &u32 {
            &self.r#age_ms
        }
        /// Return a mutable reference to `age_ms`
        #[inline]
        pub fn mut_age_ms(&mut self) -> &mut u32 {
            &mut self.r#age_ms
        }
        /// Set the value of `age_ms`
        #[inline]
        pub fn set_age_ms(&mut self, value: u32) -> &mut Self {
            self.r#age_ms = value.into();
            self
        }
        /// Builder method that sets the value of `age_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_age_ms(mut self, value: u32) -> Self {
            self.r#age_ms = value.into();
            self
        }
        /// Return a reference to `stale`
        #[inline]
        pub fn r#stale(&self) -> &bool {
            &self.r#stale
        }
        /// Return a mutable reference to `stale`
        #[inline]
        pub fn mut_stale(&mut self) -> &mut bool {
            &mut self.r#stale
        }
        /// Set the value of `stale`
        #[inline]
        pub fn set_stale(&mut self, value: bool) -> &mut Self {
            self.r#stale = value.into();
            self
        }
        /// Builder method that sets the value of `stale`. Useful for initializing the message.
        #[inline]
        pub fn init_stale(mut self, value: bool) -> Self {
            self.r#stale = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Stamp {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#frame;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#time_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#age_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stale;
                        {
                            let val = decoder.decode_bool()?;
                            let val_ref = &val;
                            if *val_ref {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Stamp {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(1usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#frame;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#time_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#age_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#stale;
                if *val_ref {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_bool(*val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#frame;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#time_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#age_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#stale;
                if *val_ref {
                    size += 1usize + 1;
                }
            }
            size
        }
    }
    /// Opens a session, or opens it anew: what the device knew of the last session on this port is forgotten, and
    /// `seq` may begin anew. Sent by the vendor at the start, after ERROR with NO_SESSION, after a lost link, and then
    /// once a second until HELLO_ACK comes. The only request that may have another major version in its header; its
    /// first two fields stay the same in all of them.
    /// Answer: HELLO_ACK. Errors: UNSUPPORTED_VERSION, OUT_OF_RANGE (max_payload, snapshot_period_ms), MALFORMED.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Hello {
        /// The lowest and the highest major version that the vendor speaks.
        pub r#version_min: u32,
        pub r#version_max: u32,
        /// The longest payload that the vendor can receive, bytes: 192 to 512; 0 means 512.
        pub r#max_payload: u32,
        /// Who asks, for the device's log: maker and product, never a person. At most 24 bytes.
        pub r#vendor: ::heapless::String<24>,
        /// Bits of Feature that the vendor wants; 0 means all.
        pub r#features: u32,
        /// `schema_hash` of the .proto that the vendor was built from (proto/schema.lock); 0: not told. For information.
        pub r#schema_hash: u32,
        /// How often SNAPSHOT is wanted, as in Subscribe; 0: not at all.
        pub r#snapshot_period_ms: u32,
        /// HelloAck.log_id of the session before, 0 where there was none, and the id of the last event that the vendor
        /// has of that log. With the device's own log_id, events go on behind events_after; with another one or 0 they
        /// begin with the oldest that the device has kept. 4294967295 in events_after: no past events.
        pub r#log_id: u32,
        pub r#events_after: u32,
        /// How many events may be sent behind events_after, as in EventCredit; 0 to 4096.
        pub r#event_credits: u32,
    }
    impl Hello {
        /// Return a reference to `version_min`
        #[inline]
        pub fn r#version_min(&self) -> &u32 {
            &self.r#version_min
        }
        /// Return a mutable reference to `version_min`
        #[inline]
        pub fn mut_version_min(&mut self) -> &mut u32 {
            &mut self.r#version_min
        }
        /// Set the value of `version_min`
        #[inline]
        pub fn set_version_min(&mut self, value: u32) -> &mut Self {
            self.r#version_min = value.into();
            self
        }
        /// Builder method that sets the value of `version_min`. Useful for initializing the message.
        #[inline]
        pub fn init_version_min(mut self, value: u32) -> Self {
            self.r#version_min = value.into();
            self
        }
        /// Return a reference to `version_max`
        #[inline]
        pub fn r#version_max(&self) -> &u32 {
            &self.r#version_max
        }
        /// Return a mutable reference to `version_max`
        #[inline]
        pub fn mut_version_max(&mut self) -> &mut u32 {
            &mut self.r#version_max
        }
        /// Set the value of `version_max`
        #[inline]
        pub fn set_version_max(&mut self, value: u32) -> &mut Self {
            self.r#version_max = value.into();
            self
        }
        /// Builder method that sets the value of `version_max`. Useful for initializing the message.
        #[inline]
        pub fn init_version_max(mut self, value: u32) -> Self {
            self.r#version_max = value.into();
            self
        }
        /// Return a reference to `max_payload`
        #[inline]
        pub fn r#max_payload(&self) -> &u32 {
            &self.r#max_payload
        }
        /// Return a mutable reference to `max_payload`
        #[inline]
        pub fn mut_max_payload(&mut self) -> &mut u32 {
            &mut self.r#max_payload
        }
        /// Set the value of `max_payload`
        #[inline]
        pub fn set_max_payload(&mut self, value: u32) -> &mut Self {
            self.r#max_payload = value.into();
            self
        }
        /// Builder method that sets the value of `max_payload`. Useful for initializing the message.
        #[inline]
        pub fn init_max_payload(mut self, value: u32) -> Self {
            self.r#max_payload = value.into();
            self
        }
        /// Return a reference to `vendor`
        #[inline]
        pub fn r#vendor(&self) -> &::heapless::String<24> {
            &self.r#vendor
        }
        /// Return a mutable reference to `vendor`
        #[inline]
        pub fn mut_vendor(&mut self) -> &mut ::heapless::String<24> {
            &mut self.r#vendor
        }
        /// Set the value of `vendor`
        #[inline]
        pub fn set_vendor(&mut self, value: ::heapless::String<24>) -> &mut Self {
            self.r#vendor = value.into();
            self
        }
        /// Builder method that sets the value of `vendor`. Useful for initializing the message.
        #[inline]
        pub fn init_vendor(mut self, value: ::heapless::String<24>) -> Self {
            self.r#vendor = value.into();
            self
        }
        /// Return a reference to `features`
        #[inline]
        pub fn r#features(&self) -> &u32 {
            &self.r#features
        }
        /// Return a mutable reference to `features`
        #[inline]
        pub fn mut_features(&mut self) -> &mut u32 {
            &mut self.r#features
        }
        /// Set the value of `features`
        #[inline]
        pub fn set_features(&mut self, value: u32) -> &mut Self {
            self.r#features = value.into();
            self
        }
        /// Builder method that sets the value of `features`. Useful for initializing the message.
        #[inline]
        pub fn init_features(mut self, value: u32) -> Self {
            self.r#features = value.into();
            self
        }
        /// Return a reference to `schema_hash`
        #[inline]
        pub fn r#schema_hash(&self) -> &u32 {
            &self.r#schema_hash
        }
        /// Return a mutable reference to `schema_hash`
        #[inline]
        pub fn mut_schema_hash(&mut self) -> &mut u32 {
            &mut self.r#schema_hash
        }
        /// Set the value of `schema_hash`
        #[inline]
        pub fn set_schema_hash(&mut self, value: u32) -> &mut Self {
            self.r#schema_hash = value.into();
            self
        }
        /// Builder method that sets the value of `schema_hash`. Useful for initializing the message.
        #[inline]
        pub fn init_schema_hash(mut self, value: u32) -> Self {
            self.r#schema_hash = value.into();
            self
        }
        /// Return a reference to `snapshot_period_ms`
        #[inline]
        pub fn r#snapshot_period_ms(&self) -> &u32 {
            &self.r#snapshot_period_ms
        }
        /// Return a mutable reference to `snapshot_period_ms`
        #[inline]
        pub fn mut_snapshot_period_ms(&mut self) -> &mut u32 {
            &mut self.r#snapshot_period_ms
        }
        /// Set the value of `snapshot_period_ms`
        #[inline]
        pub fn set_snapshot_period_ms(&mut self, value: u32) -> &mut Self {
            self.r#snapshot_period_ms = value.into();
            self
        }
        /// Builder method that sets the value of `snapshot_period_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_snapshot_period_ms(mut self, value: u32) -> Self {
            self.r#snapshot_period_ms = value.into();
            self
        }
        /// Return a reference to `log_id`
        #[inline]
        pub fn r#log_id(&self) -> &u32 {
            &self.r#log_id
        }
        /// Return a mutable reference to `log_id`
        #[inline]
        pub fn mut_log_id(&mut self) -> &mut u32 {
            &mut self.r#log_id
        }
        /// Set the value of `log_id`
        #[inline]
        pub fn set_log_id(&mut self, value: u32) -> &mut Self {
            self.r#log_id = value.into();
            self
        }
        /// Builder method that sets the value of `log_id`. Useful for initializing the message.
        #[inline]
        pub fn init_log_id(mut self, value: u32) -> Self {
            self.r#log_id = value.into();
            self
        }
        /// Return a reference to `events_after`
        #[inline]
        pub fn r#events_after(&self) -> &u32 {
            &self.r#events_after
        }
        /// Return a mutable reference to `events_after`
        #[inline]
        pub fn mut_events_after(&mut self) -> &mut u32 {
            &mut self.r#events_after
        }
        /// Set the value of `events_after`
        #[inline]
        pub fn set_events_after(&mut self, value: u32) -> &mut Self {
            self.r#events_after = value.into();
            self
        }
        /// Builder method that sets the value of `events_after`. Useful for initializing the message.
        #[inline]
        pub fn init_events_after(mut self, value: u32) -> Self {
            self.r#events_after = value.into();
            self
        }
        /// Return a reference to `event_credits`
        #[inline]
        pub fn r#event_credits(&self) -> &u32 {
            &self.r#event_credits
        }
        /// Return a mutable reference to `event_credits`
        #[inline]
        pub fn mut_event_credits(&mut self) -> &mut u32 {
            &mut self.r#event_credits
        }
        /// Set the value of `event_credits`
        #[inline]
        pub fn set_event_credits(&mut self, value: u32) -> &mut Self {
            self.r#event_credits = value.into();
            self
        }
        /// Builder method that sets the value of `event_credits`. Useful for initializing the message.
        #[inline]
        pub fn init_event_credits(mut self, value: u32) -> Self {
            self.r#event_credits = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Hello {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#version_min;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#version_max;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#max_payload;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#vendor;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#features;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#schema_hash;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#snapshot_period_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#log_id;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#events_after;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#event_credits;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Hello {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(25usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#version_min;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#version_max;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#max_payload;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#vendor;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(34u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#features;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#schema_hash;
                if *val_ref != 0 {
                    encoder.encode_varint32(53u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#snapshot_period_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(69u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#events_after;
                if *val_ref != 0 {
                    encoder.encode_varint32(72u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#event_credits;
                if *val_ref != 0 {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#version_min;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#version_max;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#max_payload;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#vendor;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#features;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#schema_hash;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            {
                let val_ref = &self.r#snapshot_period_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            {
                let val_ref = &self.r#events_after;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#event_credits;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Answer to HELLO: what was agreed.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct HelloAck {
        /// The major version of the session.
        pub r#version: u32,
        /// The longest payload that either side sends, bytes.
        pub r#max_payload: u32,
        /// Bits of Feature that the device has and the vendor wants.
        pub r#features: u32,
        /// Identifies the log of events. Another one than before: the device has started anew, ids of events began at 1
        /// again, and what the vendor knows of the exam is void.
        pub r#log_id: u32,
        /// Id of the newest event; 0 where there is none.
        pub r#event_newest: u32,
        /// Serial number of the device.
        pub r#serial: ::heapless::String<32>,
        /// Version of its software.
        pub r#firmware: ::heapless::String<24>,
        /// The first 8 bytes of the SHA-256 of the model's weights.
        pub r#model_hash: ::heapless::Vec<u8, 8>,
        /// The first 8 bytes of the SHA-256 of what CONFIG tells.
        pub r#config_hash: ::heapless::Vec<u8, 8>,
        /// How many structures a snapshot tells of: the first so many of Structure.
        pub r#structures: u32,
        /// How many items the checklist has, 1 to 64.
        pub r#items: u32,
        /// `schema_hash` of the device.
        pub r#schema_hash: u32,
    }
    impl HelloAck {
        /// Return a reference to `version`
        #[inline]
        pub fn r#version(&self) -> &u32 {
            &self.r#version
        }
        /// Return a mutable reference to `version`
        #[inline]
        pub fn mut_version(&mut self) -> &mut u32 {
            &mut self.r#version
        }
        /// Set the value of `version`
        #[inline]
        pub fn set_version(&mut self, value: u32) -> &mut Self {
            self.r#version = value.into();
            self
        }
        /// Builder method that sets the value of `version`. Useful for initializing the message.
        #[inline]
        pub fn init_version(mut self, value: u32) -> Self {
            self.r#version = value.into();
            self
        }
        /// Return a reference to `max_payload`
        #[inline]
        pub fn r#max_payload(&self) -> &u32 {
            &self.r#max_payload
        }
        /// Return a mutable reference to `max_payload`
        #[inline]
        pub fn mut_max_payload(&mut self) -> &mut u32 {
            &mut self.r#max_payload
        }
        /// Set the value of `max_payload`
        #[inline]
        pub fn set_max_payload(&mut self, value: u32) -> &mut Self {
            self.r#max_payload = value.into();
            self
        }
        /// Builder method that sets the value of `max_payload`. Useful for initializing the message.
        #[inline]
        pub fn init_max_payload(mut self, value: u32) -> Self {
            self.r#max_payload = value.into();
            self
        }
        /// Return a reference to `features`
        #[inline]
        pub fn r#features(&self) -> &u32 {
            &self.r#features
        }
        /// Return a mutable reference to `features`
        #[inline]
        pub fn mut_features(&mut self) -> &mut u32 {
            &mut self.r#features
        }
        /// Set the value of `features`
        #[inline]
        pub fn set_features(&mut self, value: u32) -> &mut Self {
            self.r#features = value.into();
            self
        }
        /// Builder method that sets the value of `features`. Useful for initializing the message.
        #[inline]
        pub fn init_features(mut self, value: u32) -> Self {
            self.r#features = value.into();
            self
        }
        /// Return a reference to `log_id`
        #[inline]
        pub fn r#log_id(&self) -> &u32 {
            &self.r#log_id
        }
        /// Return a mutable reference to `log_id`
        #[inline]
        pub fn mut_log_id(&mut self) -> &mut u32 {
            &mut self.r#log_id
        }
        /// Set the value of `log_id`
        #[inline]
        pub fn set_log_id(&mut self, value: u32) -> &mut Self {
            self.r#log_id = value.into();
            self
        }
        /// Builder method that sets the value of `log_id`. Useful for initializing the message.
        #[inline]
        pub fn init_log_id(mut self, value: u32) -> Self {
            self.r#log_id = value.into();
            self
        }
        /// Return a reference to `event_newest`
        #[inline]
        pub fn r#event_newest(&self) -> &u32 {
            &self.r#event_newest
        }
        /// Return a mutable reference to `event_newest`
        #[inline]
        pub fn mut_event_newest(&mut self) -> &mut u32 {
            &mut self.r#event_newest
        }
        /// Set the value of `event_newest`
        #[inline]
        pub fn set_event_newest(&mut self, value: u32) -> &mut Self {
            self.r#event_newest = value.into();
            self
        }
        /// Builder method that sets the value of `event_newest`. Useful for initializing the message.
        #[inline]
        pub fn init_event_newest(mut self, value: u32) -> Self {
            self.r#event_newest = value.into();
            self
        }
        /// Return a reference to `serial`
        #[inline]
        pub fn r#serial(&self) -> &::heapless::String<32> {
            &self.r#serial
        }
        /// Return a mutable reference to `serial`
        #[inline]
        pub fn mut_serial(&mut self) -> &mut ::heapless::String<32> {
            &mut self.r#serial
        }
        /// Set the value of `serial`
        #[inline]
        pub fn set_serial(&mut self, value: ::heapless::String<32>) -> &mut Self {
            self.r#serial = value.into();
            self
        }
        /// Builder method that sets the value of `serial`. Useful for initializing the message.
        #[inline]
        pub fn init_serial(mut self, value: ::heapless::String<32>) -> Self {
            self.r#serial = value.into();
            self
        }
        /// Return a reference to `firmware`
        #[inline]
        pub fn r#firmware(&self) -> &::heapless::String<24> {
            &self.r#firmware
        }
        /// Return a mutable reference to `firmware`
        #[inline]
        pub fn mut_firmware(&mut self) -> &mut ::heapless::String<24> {
            &mut self.r#firmware
        }
        /// Set the value of `firmware`
        #[inline]
        pub fn set_firmware(&mut self, value: ::heapless::String<24>) -> &mut Self {
            self.r#firmware = value.into();
            self
        }
        /// Builder method that sets the value of `firmware`. Useful for initializing the message.
        #[inline]
        pub fn init_firmware(mut self, value: ::heapless::String<24>) -> Self {
            self.r#firmware = value.into();
            self
        }
        /// Return a reference to `model_hash`
        #[inline]
        pub fn r#model_hash(&self) -> &::heapless::Vec<u8, 8> {
            &self.r#model_hash
        }
        /// Return a mutable reference to `model_hash`
        #[inline]
        pub fn mut_model_hash(&mut self) -> &mut ::heapless::Vec<u8, 8> {
            &mut self.r#model_hash
        }
        /// Set the value of `model_hash`
        #[inline]
        pub fn set_model_hash(&mut self, value: ::heapless::Vec<u8, 8>) -> &mut Self {
            self.r#model_hash = value.into();
            self
        }
        /// Builder method that sets the value of `model_hash`. Useful for initializing the message.
        #[inline]
        pub fn init_model_hash(mut self, value: ::heapless::Vec<u8, 8>) -> Self {
            self.r#model_hash = value.into();
            self
        }
        /// Return a reference to `config_hash`
        #[inline]
        pub fn r#config_hash(&self) -> &::heapless::Vec<u8, 8> {
            &self.r#config_hash
        }
        /// Return a mutable reference to `config_hash`
        #[inline]
        pub fn mut_config_hash(&mut self) -> &mut ::heapless::Vec<u8, 8> {
            &mut self.r#config_hash
        }
        /// Set the value of `config_hash`
        #[inline]
        pub fn set_config_hash(&mut self, value: ::heapless::Vec<u8, 8>) -> &mut Self {
            self.r#config_hash = value.into();
            self
        }
        /// Builder method that sets the value of `config_hash`. Useful for initializing the message.
        #[inline]
        pub fn init_config_hash(mut self, value: ::heapless::Vec<u8, 8>) -> Self {
            self.r#config_hash = value.into();
            self
        }
        /// Return a reference to `structures`
        #[inline]
        pub fn r#structures(&self) -> &u32 {
            &self.r#structures
        }
        /// Return a mutable reference to `structures`
        #[inline]
        pub fn mut_structures(&mut self) -> &mut u32 {
            &mut self.r#structures
        }
        /// Set the value of `structures`
        #[inline]
        pub fn set_structures(&mut self, value: u32) -> &mut Self {
            self.r#structures = value.into();
            self
        }
        /// Builder method that sets the value of `structures`. Useful for initializing the message.
        #[inline]
        pub fn init_structures(mut self, value: u32) -> Self {
            self.r#structures = value.into();
            self
        }
        /// Return a reference to `items`
        #[inline]
        pub fn r#items(&self) -> &u32 {
            &self.r#items
        }
        /// Return a mutable reference to `items`
        #[inline]
        pub fn mut_items(&mut self) -> &mut u32 {
            &mut self.r#items
        }
        /// Set the value of `items`
        #[inline]
        pub fn set_items(&mut self, value: u32) -> &mut Self {
            self.r#items = value.into();
            self
        }
        /// Builder method that sets the value of `items`. Useful for initializing the message.
        #[inline]
        pub fn init_items(mut self, value: u32) -> Self {
            self.r#items = value.into();
            self
        }
        /// Return a reference to `schema_hash`
        #[inline]
        pub fn r#schema_hash(&self) -> &u32 {
            &self.r#schema_hash
        }
        /// Return a mutable reference to `schema_hash`
        #[inline]
        pub fn mut_schema_hash(&mut self) -> &mut u32 {
            &mut self.r#schema_hash
        }
        /// Set the value of `schema_hash`
        #[inline]
        pub fn set_schema_hash(&mut self, value: u32) -> &mut Self {
            self.r#schema_hash = value.into();
            self
        }
        /// Builder method that sets the value of `schema_hash`. Useful for initializing the message.
        #[inline]
        pub fn init_schema_hash(mut self, value: u32) -> Self {
            self.r#schema_hash = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for HelloAck {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#version;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#max_payload;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#features;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#log_id;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#event_newest;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#serial;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#firmware;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#model_hash;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#config_hash;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#structures;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    11u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#items;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    12u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#schema_hash;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for HelloAck {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(33usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(25usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(9usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(9usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#version;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#max_payload;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#features;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(37u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#event_newest;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#serial;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(50u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#firmware;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(58u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#model_hash;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(66u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#config_hash;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(74u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#structures;
                if *val_ref != 0 {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#items;
                if *val_ref != 0 {
                    encoder.encode_varint32(88u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#schema_hash;
                if *val_ref != 0 {
                    encoder.encode_varint32(101u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#version;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#max_payload;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#features;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            {
                let val_ref = &self.r#event_newest;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#serial;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#firmware;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#model_hash;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#config_hash;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#structures;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#items;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#schema_hash;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            size
        }
    }
    /// Sent by both sides once a second from HELLO_ACK on. Who received no valid frame for 3.5 s takes the link as lost:
    /// the device ends the session, the vendor shows that it is blind and sends HELLO. A vendor may leave all fields out.
    /// No clinical function depends on the link.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Heartbeat {
        /// Milliseconds since the sender started, modulo 2^32.
        pub r#uptime_ms: u32,
        /// What the device does. Device only, as all that follows.
        pub r#state: State,
        /// Its name in snake_case, as in logs: to be shown where the vendor does not know the number.
        pub r#state_name: ::heapless::String<20>,
        /// Age of the last picture, milliseconds; 4294967295 where none came yet.
        pub r#frame_age_ms: u32,
        /// What 99 of 100 runs of the model did not exceed, microseconds.
        pub r#inference_p99_us: u32,
        /// Frames that came and were dropped, since the start.
        pub r#frames_dropped: u32,
        /// Id of the newest event. Above the last one that the vendor has, with credits left: one was lost; GET_EVENTS.
        pub r#event_newest: u32,
        /// HelloAck.log_id.
        pub r#log_id: u32,
        /// Where the exam stands.
        pub r#exam: ExamState,
    }
    impl Heartbeat {
        /// Return a reference to `uptime_ms`
        #[inline]
        pub fn r#uptime_ms(&self) -> &u32 {
            &self.r#uptime_ms
        }
        /// Return a mutable reference to `uptime_ms`
        #[inline]
        pub fn mut_uptime_ms(&mut self) -> &mut u32 {
            &mut self.r#uptime_ms
        }
        /// Set the value of `uptime_ms`
        #[inline]
        pub fn set_uptime_ms(&mut self, value: u32) -> &mut Self {
            self.r#uptime_ms = value.into();
            self
        }
        /// Builder method that sets the value of `uptime_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_uptime_ms(mut self, value: u32) -> Self {
            self.r#uptime_ms = value.into();
            self
        }
        /// Return a reference to `state`
        #[inline]
        pub fn r#state(&self) -> &State {
            &self.r#state
        }
        /// Return a mutable reference to `state`
        #[inline]
        pub fn mut_state(&mut self) -> &mut State {
            &mut self.r#state
        }
        /// Set the value of `state`
        #[inline]
        pub fn set_state(&mut self, value: State) -> &mut Self {
            self.r#state = value.into();
            self
        }
        /// Builder method that sets the value of `state`. Useful for initializing the message.
        #[inline]
        pub fn init_state(mut self, value: State) -> Self {
            self.r#state = value.into();
            self
        }
        /// Return a reference to `state_name`
        #[inline]
        pub fn r#state_name(&self) -> &::heapless::String<20> {
            &self.r#state_name
        }
        /// Return a mutable reference to `state_name`
        #[inline]
        pub fn mut_state_name(&mut self) -> &mut ::heapless::String<20> {
            &mut self.r#state_name
        }
        /// Set the value of `state_name`
        #[inline]
        pub fn set_state_name(&mut self, value: ::heapless::String<20>) -> &mut Self {
            self.r#state_name = value.into();
            self
        }
        /// Builder method that sets the value of `state_name`. Useful for initializing the message.
        #[inline]
        pub fn init_state_name(mut self, value: ::heapless::String<20>) -> Self {
            self.r#state_name = value.into();
            self
        }
        /// Return a reference to `frame_age_ms`
        #[inline]
        pub fn r#frame_age_ms(&self) -> &u32 {
            &self.r#frame_age_ms
        }
        /// Return a mutable reference to `frame_age_ms`
        #[inline]
        pub fn mut_frame_age_ms(&mut self) -> &mut u32 {
            &mut self.r#frame_age_ms
        }
        /// Set the value of `frame_age_ms`
        #[inline]
        pub fn set_frame_age_ms(&mut self, value: u32) -> &mut Self {
            self.r#frame_age_ms = value.into();
            self
        }
        /// Builder method that sets the value of `frame_age_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_frame_age_ms(mut self, value: u32) -> Self {
            self.r#frame_age_ms = value.into();
            self
        }
        /// Return a reference to `inference_p99_us`
        #[inline]
        pub fn r#inference_p99_us(&self) -> &u32 {
            &self.r#inference_p99_us
        }
        /// Return a mutable reference to `inference_p99_us`
        #[inline]
        pub fn mut_inference_p99_us(&mut self) -> &mut u32 {
            &mut self.r#inference_p99_us
        }
        /// Set the value of `inference_p99_us`
        #[inline]
        pub fn set_inference_p99_us(&mut self, value: u32) -> &mut Self {
            self.r#inference_p99_us = value.into();
            self
        }
        /// Builder method that sets the value of `inference_p99_us`. Useful for initializing the message.
        #[inline]
        pub fn init_inference_p99_us(mut self, value: u32) -> Self {
            self.r#inference_p99_us = value.into();
            self
        }
        /// Return a reference to `frames_dropped`
        #[inline]
        pub fn r#frames_dropped(&self) -> &u32 {
            &self.r#frames_dropped
        }
        /// Return a mutable reference to `frames_dropped`
        #[inline]
        pub fn mut_frames_dropped(&mut self) -> &mut u32 {
            &mut self.r#frames_dropped
        }
        /// Set the value of `frames_dropped`
        #[inline]
        pub fn set_frames_dropped(&mut self, value: u32) -> &mut Self {
            self.r#frames_dropped = value.into();
            self
        }
        /// Builder method that sets the value of `frames_dropped`. Useful for initializing the message.
        #[inline]
        pub fn init_frames_dropped(mut self, value: u32) -> Self {
            self.r#frames_dropped = value.into();
            self
        }
        /// Return a reference to `event_newest`
        #[inline]
        pub fn r#event_newest(&self) -> &u32 {
            &self.r#event_newest
        }
        /// Return a mutable reference to `event_newest`
        #[inline]
        pub fn mut_event_newest(&mut self) -> &mut u32 {
            &mut self.r#event_newest
        }
        /// Set the value of `event_newest`
        #[inline]
        pub fn set_event_newest(&mut self, value: u32) -> &mut Self {
            self.r#event_newest = value.into();
            self
        }
        /// Builder method that sets the value of `event_newest`. Useful for initializing the message.
        #[inline]
        pub fn init_event_newest(mut self, value: u32) -> Self {
            self.r#event_newest = value.into();
            self
        }
        /// Return a reference to `log_id`
        #[inline]
        pub fn r#log_id(&self) -> &u32 {
            &self.r#log_id
        }
        /// Return a mutable reference to `log_id`
        #[inline]
        pub fn mut_log_id(&mut self) -> &mut u32 {
            &mut self.r#log_id
        }
        /// Set the value of `log_id`
        #[inline]
        pub fn set_log_id(&mut self, value: u32) -> &mut Self {
            self.r#log_id = value.into();
            self
        }
        /// Builder method that sets the value of `log_id`. Useful for initializing the message.
        #[inline]
        pub fn init_log_id(mut self, value: u32) -> Self {
            self.r#log_id = value.into();
            self
        }
        /// Return a reference to `exam`
        #[inline]
        pub fn r#exam(&self) -> &ExamState {
            &self.r#exam
        }
        /// Return a mutable reference to `exam`
        #[inline]
        pub fn mut_exam(&mut self) -> &mut ExamState {
            &mut self.r#exam
        }
        /// Set the value of `exam`
        #[inline]
        pub fn set_exam(&mut self, value: ExamState) -> &mut Self {
            self.r#exam = value.into();
            self
        }
        /// Builder method that sets the value of `exam`. Useful for initializing the message.
        #[inline]
        pub fn init_exam(mut self, value: ExamState) -> Self {
            self.r#exam = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Heartbeat {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#uptime_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#state;
                        {
                            let val = decoder.decode_int32().map(|n| State(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#state_name;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#frame_age_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#inference_p99_us;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#frames_dropped;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#event_newest;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#log_id;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#exam;
                        {
                            let val = decoder.decode_int32().map(|n| ExamState(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Heartbeat {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(State::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(21usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ExamState::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#uptime_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#state_name;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(26u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#frame_age_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#inference_p99_us;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#frames_dropped;
                if *val_ref != 0 {
                    encoder.encode_varint32(48u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#event_newest;
                if *val_ref != 0 {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(69u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#exam;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(72u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#uptime_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#state_name;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#frame_age_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#inference_p99_us;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#frames_dropped;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#event_newest;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            {
                let val_ref = &self.r#exam;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            size
        }
    }
    /// Why a request was not done (`reply_to` is its `seq`), or what is wrong with what came (`reply_to` is 0).
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Error {
        /// Which error.
        pub r#code: ErrorCode,
        /// `msg_id` of the request; 0 where it is not known.
        pub r#msg_id: u32,
        /// Number of the field at fault; 0 where it is none.
        pub r#field: u32,
        /// With UNSUPPORTED_VERSION: the major version that the device speaks. With BAD_FRAME: damaged frames since the
        /// last such notice. With TOO_LARGE: the longest frame, bytes, without its delimiter. Else 0.
        pub r#detail: u32,
        /// For people: what is wrong. At most 64 bytes.
        pub r#message: ::heapless::String<64>,
        /// For people: what to do. At most 64 bytes.
        pub r#hint: ::heapless::String<64>,
    }
    impl Error {
        /// Return a reference to `code`
        #[inline]
        pub fn r#code(&self) -> &ErrorCode {
            &self.r#code
        }
        /// Return a mutable reference to `code`
        #[inline]
        pub fn mut_code(&mut self) -> &mut ErrorCode {
            &mut self.r#code
        }
        /// Set the value of `code`
        #[inline]
        pub fn set_code(&mut self, value: ErrorCode) -> &mut Self {
            self.r#code = value.into();
            self
        }
        /// Builder method that sets the value of `code`. Useful for initializing the message.
        #[inline]
        pub fn init_code(mut self, value: ErrorCode) -> Self {
            self.r#code = value.into();
            self
        }
        /// Return a reference to `msg_id`
        #[inline]
        pub fn r#msg_id(&self) -> &u32 {
            &self.r#msg_id
        }
        /// Return a mutable reference to `msg_id`
        #[inline]
        pub fn mut_msg_id(&mut self) -> &mut u32 {
            &mut self.r#msg_id
        }
        /// Set the value of `msg_id`
        #[inline]
        pub fn set_msg_id(&mut self, value: u32) -> &mut Self {
            self.r#msg_id = value.into();
            self
        }
        /// Builder method that sets the value of `msg_id`. Useful for initializing the message.
        #[inline]
        pub fn init_msg_id(mut self, value: u32) -> Self {
            self.r#msg_id = value.into();
            self
        }
        /// Return a reference to `field`
        #[inline]
        pub fn r#field(&self) -> &u32 {
            &self.r#field
        }
        /// Return a mutable reference to `field`
        #[inline]
        pub fn mut_field(&mut self) -> &mut u32 {
            &mut self.r#field
        }
        /// Set the value of `field`
        #[inline]
        pub fn set_field(&mut self, value: u32) -> &mut Self {
            self.r#field = value.into();
            self
        }
        /// Builder method that sets the value of `field`. Useful for initializing the message.
        #[inline]
        pub fn init_field(mut self, value: u32) -> Self {
            self.r#field = value.into();
            self
        }
        /// Return a reference to `detail`
        #[inline]
        pub fn r#detail(&self) -> &u32 {
            &self.r#detail
        }
        /// Return a mutable reference to `detail`
        #[inline]
        pub fn mut_detail(&mut self) -> &mut u32 {
            &mut self.r#detail
        }
        /// Set the value of `detail`
        #[inline]
        pub fn set_detail(&mut self, value: u32) -> &mut Self {
            self.r#detail = value.into();
            self
        }
        /// Builder method that sets the value of `detail`. Useful for initializing the message.
        #[inline]
        pub fn init_detail(mut self, value: u32) -> Self {
            self.r#detail = value.into();
            self
        }
        /// Return a reference to `message`
        #[inline]
        pub fn r#message(&self) -> &::heapless::String<64> {
            &self.r#message
        }
        /// Return a mutable reference to `message`
        #[inline]
        pub fn mut_message(&mut self) -> &mut ::heapless::String<64> {
            &mut self.r#message
        }
        /// Set the value of `message`
        #[inline]
        pub fn set_message(&mut self, value: ::heapless::String<64>) -> &mut Self {
            self.r#message = value.into();
            self
        }
        /// Builder method that sets the value of `message`. Useful for initializing the message.
        #[inline]
        pub fn init_message(mut self, value: ::heapless::String<64>) -> Self {
            self.r#message = value.into();
            self
        }
        /// Return a reference to `hint`
        #[inline]
        pub fn r#hint(&self) -> &::heapless::String<64> {
            &self.r#hint
        }
        /// Return a mutable reference to `hint`
        #[inline]
        pub fn mut_hint(&mut self) -> &mut ::heapless::String<64> {
            &mut self.r#hint
        }
        /// Set the value of `hint`
        #[inline]
        pub fn set_hint(&mut self, value: ::heapless::String<64>) -> &mut Self {
            self.r#hint = value.into();
            self
        }
        /// Builder method that sets the value of `hint`. Useful for initializing the message.
        #[inline]
        pub fn init_hint(mut self, value: ::heapless::String<64>) -> Self {
            self.r#hint = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Error {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#code;
                        {
                            let val = decoder.decode_int32().map(|n| ErrorCode(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#msg_id;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#field;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#detail;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#message;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#hint;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Error {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ErrorCode::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(65usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(65usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#code;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#msg_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#field;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#detail;
                if *val_ref != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#message;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(42u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#hint;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(50u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#code;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#msg_id;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#field;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#detail;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#message;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#hint;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Answer where already 4 requests wait: nothing was done, and its seq is not taken. Send it again after that time, with
    /// the same seq or another.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct Busy {
        /// When to try again, milliseconds.
        pub r#retry_ms: u32,
        /// How many requests may wait.
        pub r#outstanding_max: u32,
    }
    impl Busy {
        /// Return a reference to `retry_ms`
        #[inline]
        pub fn r#retry_ms(&self) -> &u32 {
            &self.r#retry_ms
        }
        /// Return a mutable reference to `retry_ms`
        #[inline]
        pub fn mut_retry_ms(&mut self) -> &mut u32 {
            &mut self.r#retry_ms
        }
        /// Set the value of `retry_ms`
        #[inline]
        pub fn set_retry_ms(&mut self, value: u32) -> &mut Self {
            self.r#retry_ms = value.into();
            self
        }
        /// Builder method that sets the value of `retry_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_retry_ms(mut self, value: u32) -> Self {
            self.r#retry_ms = value.into();
            self
        }
        /// Return a reference to `outstanding_max`
        #[inline]
        pub fn r#outstanding_max(&self) -> &u32 {
            &self.r#outstanding_max
        }
        /// Return a mutable reference to `outstanding_max`
        #[inline]
        pub fn mut_outstanding_max(&mut self) -> &mut u32 {
            &mut self.r#outstanding_max
        }
        /// Set the value of `outstanding_max`
        #[inline]
        pub fn set_outstanding_max(&mut self, value: u32) -> &mut Self {
            self.r#outstanding_max = value.into();
            self
        }
        /// Builder method that sets the value of `outstanding_max`. Useful for initializing the message.
        #[inline]
        pub fn init_outstanding_max(mut self, value: u32) -> Self {
            self.r#outstanding_max = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Busy {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#retry_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#outstanding_max;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Busy {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#retry_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#outstanding_max;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#retry_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#outstanding_max;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Ends the session: the device is silent until the next HELLO. Answer: DONE.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct Bye {}
    impl Bye {}
    impl ::micropb::MessageDecode for Bye {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Bye {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// Answer: it is done.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct Done {}
    impl Done {}
    impl ::micropb::MessageDecode for Done {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Done {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// Answer: IDENTITY.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetIdentity {}
    impl GetIdentity {}
    impl ::micropb::MessageDecode for GetIdentity {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetIdentity {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// Who the device is. It does not change while the device runs. To be shown in the vendor's "about" screen and
    /// written into reports that use results.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Identity {
        /// "Second Reader".
        pub r#product: ::heapless::String<16>,
        /// Serial number.
        pub r#serial: ::heapless::String<32>,
        /// Version of the software.
        pub r#firmware: ::heapless::String<24>,
        /// Name and version of the model, and the first 8 bytes of the SHA-256 of its weights.
        pub r#model: ::heapless::String<32>,
        pub r#model_version: ::heapless::String<24>,
        pub r#model_hash: ::heapless::Vec<u8, 8>,
        /// Name and version of the checklist.
        pub r#profile: ::heapless::String<48>,
        pub r#profile_version: ::heapless::String<24>,
        /// "supports the examiner; does not diagnose": to be shown with every result.
        pub r#intended_use: ::heapless::String<48>,
        /// Bits of Feature that the device has.
        pub r#features: u32,
        /// `schema_hash` of the device.
        pub r#schema_hash: u32,
    }
    impl Identity {
        /// Return a reference to `product`
        #[inline]
        pub fn r#product(&self) -> &::heapless::String<16> {
            &self.r#product
        }
        /// Return a mutable reference to `product`
        #[inline]
        pub fn mut_product(&mut self) -> &mut ::heapless::String<16> {
            &mut self.r#product
        }
        /// Set the value of `product`
        #[inline]
        pub fn set_product(&mut self, value: ::heapless::String<16>) -> &mut Self {
            self.r#product = value.into();
            self
        }
        /// Builder method that sets the value of `product`. Useful for initializing the message.
        #[inline]
        pub fn init_product(mut self, value: ::heapless::String<16>) -> Self {
            self.r#product = value.into();
            self
        }
        /// Return a reference to `serial`
        #[inline]
        pub fn r#serial(&self) -> &::heapless::String<32> {
            &self.r#serial
        }
        /// Return a mutable reference to `serial`
        #[inline]
        pub fn mut_serial(&mut self) -> &mut ::heapless::String<32> {
            &mut self.r#serial
        }
        /// Set the value of `serial`
        #[inline]
        pub fn set_serial(&mut self, value: ::heapless::String<32>) -> &mut Self {
            self.r#serial = value.into();
            self
        }
        /// Builder method that sets the value of `serial`. Useful for initializing the message.
        #[inline]
        pub fn init_serial(mut self, value: ::heapless::String<32>) -> Self {
            self.r#serial = value.into();
            self
        }
        /// Return a reference to `firmware`
        #[inline]
        pub fn r#firmware(&self) -> &::heapless::String<24> {
            &self.r#firmware
        }
        /// Return a mutable reference to `firmware`
        #[inline]
        pub fn mut_firmware(&mut self) -> &mut ::heapless::String<24> {
            &mut self.r#firmware
        }
        /// Set the value of `firmware`
        #[inline]
        pub fn set_firmware(&mut self, value: ::heapless::String<24>) -> &mut Self {
            self.r#firmware = value.into();
            self
        }
        /// Builder method that sets the value of `firmware`. Useful for initializing the message.
        #[inline]
        pub fn init_firmware(mut self, value: ::heapless::String<24>) -> Self {
            self.r#firmware = value.into();
            self
        }
        /// Return a reference to `model`
        #[inline]
        pub fn r#model(&self) -> &::heapless::String<32> {
            &self.r#model
        }
        /// Return a mutable reference to `model`
        #[inline]
        pub fn mut_model(&mut self) -> &mut ::heapless::String<32> {
            &mut self.r#model
        }
        /// Set the value of `model`
        #[inline]
        pub fn set_model(&mut self, value: ::heapless::String<32>) -> &mut Self {
            self.r#model = value.into();
            self
        }
        /// Builder method that sets the value of `model`. Useful for initializing the message.
        #[inline]
        pub fn init_model(mut self, value: ::heapless::String<32>) -> Self {
            self.r#model = value.into();
            self
        }
        /// Return a reference to `model_version`
        #[inline]
        pub fn r#model_version(&self) -> &::heapless::String<24> {
            &self.r#model_version
        }
        /// Return a mutable reference to `model_version`
        #[inline]
        pub fn mut_model_version(&mut self) -> &mut ::heapless::String<24> {
            &mut self.r#model_version
        }
        /// Set the value of `model_version`
        #[inline]
        pub fn set_model_version(&mut self, value: ::heapless::String<24>) -> &mut Self {
            self.r#model_version = value.into();
            self
        }
        /// Builder method that sets the value of `model_version`. Useful for initializing the message.
        #[inline]
        pub fn init_model_version(mut self, value: ::heapless::String<24>) -> Self {
            self.r#model_version = value.into();
            self
        }
        /// Return a reference to `model_hash`
        #[inline]
        pub fn r#model_hash(&self) -> &::heapless::Vec<u8, 8> {
            &self.r#model_hash
        }
        /// Return a mutable reference to `model_hash`
        #[inline]
        pub fn mut_model_hash(&mut self) -> &mut ::heapless::Vec<u8, 8> {
            &mut self.r#model_hash
        }
        /// Set the value of `model_hash`
        #[inline]
        pub fn set_model_hash(&mut self, value: ::heapless::Vec<u8, 8>) -> &mut Self {
            self.r#model_hash = value.into();
            self
        }
        /// Builder method that sets the value of `model_hash`. Useful for initializing the message.
        #[inline]
        pub fn init_model_hash(mut self, value: ::heapless::Vec<u8, 8>) -> Self {
            self.r#model_hash = value.into();
            self
        }
        /// Return a reference to `profile`
        #[inline]
        pub fn r#profile(&self) -> &::heapless::String<48> {
            &self.r#profile
        }
        /// Return a mutable reference to `profile`
        #[inline]
        pub fn mut_profile(&mut self) -> &mut ::heapless::String<48> {
            &mut self.r#profile
        }
        /// Set the value of `profile`
        #[inline]
        pub fn set_profile(&mut self, value: ::heapless::String<48>) -> &mut Self {
            self.r#profile = value.into();
            self
        }
        /// Builder method that sets the value of `profile`. Useful for initializing the message.
        #[inline]
        pub fn init_profile(mut self, value: ::heapless::String<48>) -> Self {
            self.r#profile = value.into();
            self
        }
        /// Return a reference to `profile_version`
        #[inline]
        pub fn r#profile_version(&self) -> &::heapless::String<24> {
            &self.r#profile_version
        }
        /// Return a mutable reference to `profile_version`
        #[inline]
        pub fn mut_profile_version(&mut self) -> &mut ::heapless::String<24> {
            &mut self.r#profile_version
        }
        /// Set the value of `profile_version`
        #[inline]
        pub fn set_profile_version(
            &mut self,
            value: ::heapless::String<24>,
        ) -> &mut Self {
            self.r#profile_version = value.into();
            self
        }
        /// Builder method that sets the value of `profile_version`. Useful for initializing the message.
        #[inline]
        pub fn init_profile_version(mut self, value: ::heapless::String<24>) -> Self {
            self.r#profile_version = value.into();
            self
        }
        /// Return a reference to `intended_use`
        #[inline]
        pub fn r#intended_use(&self) -> &::heapless::String<48> {
            &self.r#intended_use
        }
        /// Return a mutable reference to `intended_use`
        #[inline]
        pub fn mut_intended_use(&mut self) -> &mut ::heapless::String<48> {
            &mut self.r#intended_use
        }
        /// Set the value of `intended_use`
        #[inline]
        pub fn set_intended_use(&mut self, value: ::heapless::String<48>) -> &mut Self {
            self.r#intended_use = value.into();
            self
        }
        /// Builder method that sets the value of `intended_use`. Useful for initializing the message.
        #[inline]
        pub fn init_intended_use(mut self, value: ::heapless::String<48>) -> Self {
            self.r#intended_use = value.into();
            self
        }
        /// Return a reference to `features`
        #[inline]
        pub fn r#features(&self) -> &u32 {
            &self.r#features
        }
        /// Return a mutable reference to `features`
        #[inline]
        pub fn mut_features(&mut self) -> &mut u32 {
            &mut self.r#features
        }
        /// Set the value of `features`
        #[inline]
        pub fn set_features(&mut self, value: u32) -> &mut Self {
            self.r#features = value.into();
            self
        }
        /// Builder method that sets the value of `features`. Useful for initializing the message.
        #[inline]
        pub fn init_features(mut self, value: u32) -> Self {
            self.r#features = value.into();
            self
        }
        /// Return a reference to `schema_hash`
        #[inline]
        pub fn r#schema_hash(&self) -> &u32 {
            &self.r#schema_hash
        }
        /// Return a mutable reference to `schema_hash`
        #[inline]
        pub fn mut_schema_hash(&mut self) -> &mut u32 {
            &mut self.r#schema_hash
        }
        /// Set the value of `schema_hash`
        #[inline]
        pub fn set_schema_hash(&mut self, value: u32) -> &mut Self {
            self.r#schema_hash = value.into();
            self
        }
        /// Builder method that sets the value of `schema_hash`. Useful for initializing the message.
        #[inline]
        pub fn init_schema_hash(mut self, value: u32) -> Self {
            self.r#schema_hash = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Identity {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#product;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#serial;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#firmware;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#model;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#model_version;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#model_hash;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#profile;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#profile_version;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#intended_use;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#features;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    11u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#schema_hash;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Identity {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(17usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(33usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(25usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(33usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(25usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(9usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(49usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(25usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(49usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#product;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(10u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#serial;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(18u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#firmware;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(26u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#model;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(34u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#model_version;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(42u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#model_hash;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(50u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#profile;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(58u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#profile_version;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(66u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#intended_use;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(74u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#features;
                if *val_ref != 0 {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#schema_hash;
                if *val_ref != 0 {
                    encoder.encode_varint32(93u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#product;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#serial;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#firmware;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#model;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#model_version;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#model_hash;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#profile;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#profile_version;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#intended_use;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#features;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#schema_hash;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            size
        }
    }
    /// Answer: HEALTH.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetHealth {}
    impl GetHealth {}
    impl ::micropb::MessageDecode for GetHealth {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetHealth {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// How the device and this link do. Counts are since the start of the device, those of the link since HELLO.
    #[derive(Debug, Default, Clone)]
    pub struct Health {
        /// What the device does, as in Heartbeat.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        pub r#state: State,
        /// What is wrong, for people; empty where nothing is. At most 96 bytes.
        pub r#fault: ::heapless::String<96>,
        /// Milliseconds since the start, modulo 2^32.
        pub r#uptime_ms: u32,
        /// Pictures read a second, thousandths; 0 where it is not known.
        pub r#fps_milli: u32,
        /// Runs of the model: the middle one and the 99th of 100, microseconds.
        pub r#inference_median_us: u32,
        pub r#inference_p99_us: u32,
        /// Frames that were read, and frames that were dropped.
        pub r#frames_read: u32,
        pub r#frames_dropped: u32,
        /// The link, as the device sees it: good frames in, frames with a wrong CRC, broken framing, too long.
        pub r#rx_frames: u32,
        pub r#rx_bad_crc: u32,
        pub r#rx_bad_cobs: u32,
        pub r#rx_too_large: u32,
        /// Frames out, and snapshots that were replaced by a newer one before the line had room.
        pub r#tx_frames: u32,
        pub r#tx_snapshots_replaced: u32,
        /// Tracks presence of optional and message fields
        pub _has: Health_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Health {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#state == other.r#state);
            ret &= (self.r#fault == other.r#fault);
            ret &= (self.r#uptime_ms == other.r#uptime_ms);
            ret &= (self.r#fps_milli == other.r#fps_milli);
            ret &= (self.r#inference_median_us == other.r#inference_median_us);
            ret &= (self.r#inference_p99_us == other.r#inference_p99_us);
            ret &= (self.r#frames_read == other.r#frames_read);
            ret &= (self.r#frames_dropped == other.r#frames_dropped);
            ret &= (self.r#rx_frames == other.r#rx_frames);
            ret &= (self.r#rx_bad_crc == other.r#rx_bad_crc);
            ret &= (self.r#rx_bad_cobs == other.r#rx_bad_cobs);
            ret &= (self.r#rx_too_large == other.r#rx_too_large);
            ret &= (self.r#tx_frames == other.r#tx_frames);
            ret &= (self.r#tx_snapshots_replaced == other.r#tx_snapshots_replaced);
            ret
        }
    }
    impl Health {
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `state`
        #[inline]
        pub fn r#state(&self) -> &State {
            &self.r#state
        }
        /// Return a mutable reference to `state`
        #[inline]
        pub fn mut_state(&mut self) -> &mut State {
            &mut self.r#state
        }
        /// Set the value of `state`
        #[inline]
        pub fn set_state(&mut self, value: State) -> &mut Self {
            self.r#state = value.into();
            self
        }
        /// Builder method that sets the value of `state`. Useful for initializing the message.
        #[inline]
        pub fn init_state(mut self, value: State) -> Self {
            self.r#state = value.into();
            self
        }
        /// Return a reference to `fault`
        #[inline]
        pub fn r#fault(&self) -> &::heapless::String<96> {
            &self.r#fault
        }
        /// Return a mutable reference to `fault`
        #[inline]
        pub fn mut_fault(&mut self) -> &mut ::heapless::String<96> {
            &mut self.r#fault
        }
        /// Set the value of `fault`
        #[inline]
        pub fn set_fault(&mut self, value: ::heapless::String<96>) -> &mut Self {
            self.r#fault = value.into();
            self
        }
        /// Builder method that sets the value of `fault`. Useful for initializing the message.
        #[inline]
        pub fn init_fault(mut self, value: ::heapless::String<96>) -> Self {
            self.r#fault = value.into();
            self
        }
        /// Return a reference to `uptime_ms`
        #[inline]
        pub fn r#uptime_ms(&self) -> &u32 {
            &self.r#uptime_ms
        }
        /// Return a mutable reference to `uptime_ms`
        #[inline]
        pub fn mut_uptime_ms(&mut self) -> &mut u32 {
            &mut self.r#uptime_ms
        }
        /// Set the value of `uptime_ms`
        #[inline]
        pub fn set_uptime_ms(&mut self, value: u32) -> &mut Self {
            self.r#uptime_ms = value.into();
            self
        }
        /// Builder method that sets the value of `uptime_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_uptime_ms(mut self, value: u32) -> Self {
            self.r#uptime_ms = value.into();
            self
        }
        /// Return a reference to `fps_milli`
        #[inline]
        pub fn r#fps_milli(&self) -> &u32 {
            &self.r#fps_milli
        }
        /// Return a mutable reference to `fps_milli`
        #[inline]
        pub fn mut_fps_milli(&mut self) -> &mut u32 {
            &mut self.r#fps_milli
        }
        /// Set the value of `fps_milli`
        #[inline]
        pub fn set_fps_milli(&mut self, value: u32) -> &mut Self {
            self.r#fps_milli = value.into();
            self
        }
        /// Builder method that sets the value of `fps_milli`. Useful for initializing the message.
        #[inline]
        pub fn init_fps_milli(mut self, value: u32) -> Self {
            self.r#fps_milli = value.into();
            self
        }
        /// Return a reference to `inference_median_us`
        #[inline]
        pub fn r#inference_median_us(&self) -> &u32 {
            &self.r#inference_median_us
        }
        /// Return a mutable reference to `inference_median_us`
        #[inline]
        pub fn mut_inference_median_us(&mut self) -> &mut u32 {
            &mut self.r#inference_median_us
        }
        /// Set the value of `inference_median_us`
        #[inline]
        pub fn set_inference_median_us(&mut self, value: u32) -> &mut Self {
            self.r#inference_median_us = value.into();
            self
        }
        /// Builder method that sets the value of `inference_median_us`. Useful for initializing the message.
        #[inline]
        pub fn init_inference_median_us(mut self, value: u32) -> Self {
            self.r#inference_median_us = value.into();
            self
        }
        /// Return a reference to `inference_p99_us`
        #[inline]
        pub fn r#inference_p99_us(&self) -> &u32 {
            &self.r#inference_p99_us
        }
        /// Return a mutable reference to `inference_p99_us`
        #[inline]
        pub fn mut_inference_p99_us(&mut self) -> &mut u32 {
            &mut self.r#inference_p99_us
        }
        /// Set the value of `inference_p99_us`
        #[inline]
        pub fn set_inference_p99_us(&mut self, value: u32) -> &mut Self {
            self.r#inference_p99_us = value.into();
            self
        }
        /// Builder method that sets the value of `inference_p99_us`. Useful for initializing the message.
        #[inline]
        pub fn init_inference_p99_us(mut self, value: u32) -> Self {
            self.r#inference_p99_us = value.into();
            self
        }
        /// Return a reference to `frames_read`
        #[inline]
        pub fn r#frames_read(&self) -> &u32 {
            &self.r#frames_read
        }
        /// Return a mutable reference to `frames_read`
        #[inline]
        pub fn mut_frames_read(&mut self) -> &mut u32 {
            &mut self.r#frames_read
        }
        /// Set the value of `frames_read`
        #[inline]
        pub fn set_frames_read(&mut self, value: u32) -> &mut Self {
            self.r#frames_read = value.into();
            self
        }
        /// Builder method that sets the value of `frames_read`. Useful for initializing the message.
        #[inline]
        pub fn init_frames_read(mut self, value: u32) -> Self {
            self.r#frames_read = value.into();
            self
        }
        /// Return a reference to `frames_dropped`
        #[inline]
        pub fn r#frames_dropped(&self) -> &u32 {
            &self.r#frames_dropped
        }
        /// Return a mutable reference to `frames_dropped`
        #[inline]
        pub fn mut_frames_dropped(&mut self) -> &mut u32 {
            &mut self.r#frames_dropped
        }
        /// Set the value of `frames_dropped`
        #[inline]
        pub fn set_frames_dropped(&mut self, value: u32) -> &mut Self {
            self.r#frames_dropped = value.into();
            self
        }
        /// Builder method that sets the value of `frames_dropped`. Useful for initializing the message.
        #[inline]
        pub fn init_frames_dropped(mut self, value: u32) -> Self {
            self.r#frames_dropped = value.into();
            self
        }
        /// Return a reference to `rx_frames`
        #[inline]
        pub fn r#rx_frames(&self) -> &u32 {
            &self.r#rx_frames
        }
        /// Return a mutable reference to `rx_frames`
        #[inline]
        pub fn mut_rx_frames(&mut self) -> &mut u32 {
            &mut self.r#rx_frames
        }
        /// Set the value of `rx_frames`
        #[inline]
        pub fn set_rx_frames(&mut self, value: u32) -> &mut Self {
            self.r#rx_frames = value.into();
            self
        }
        /// Builder method that sets the value of `rx_frames`. Useful for initializing the message.
        #[inline]
        pub fn init_rx_frames(mut self, value: u32) -> Self {
            self.r#rx_frames = value.into();
            self
        }
        /// Return a reference to `rx_bad_crc`
        #[inline]
        pub fn r#rx_bad_crc(&self) -> &u32 {
            &self.r#rx_bad_crc
        }
        /// Return a mutable reference to `rx_bad_crc`
        #[inline]
        pub fn mut_rx_bad_crc(&mut self) -> &mut u32 {
            &mut self.r#rx_bad_crc
        }
        /// Set the value of `rx_bad_crc`
        #[inline]
        pub fn set_rx_bad_crc(&mut self, value: u32) -> &mut Self {
            self.r#rx_bad_crc = value.into();
            self
        }
        /// Builder method that sets the value of `rx_bad_crc`. Useful for initializing the message.
        #[inline]
        pub fn init_rx_bad_crc(mut self, value: u32) -> Self {
            self.r#rx_bad_crc = value.into();
            self
        }
        /// Return a reference to `rx_bad_cobs`
        #[inline]
        pub fn r#rx_bad_cobs(&self) -> &u32 {
            &self.r#rx_bad_cobs
        }
        /// Return a mutable reference to `rx_bad_cobs`
        #[inline]
        pub fn mut_rx_bad_cobs(&mut self) -> &mut u32 {
            &mut self.r#rx_bad_cobs
        }
        /// Set the value of `rx_bad_cobs`
        #[inline]
        pub fn set_rx_bad_cobs(&mut self, value: u32) -> &mut Self {
            self.r#rx_bad_cobs = value.into();
            self
        }
        /// Builder method that sets the value of `rx_bad_cobs`. Useful for initializing the message.
        #[inline]
        pub fn init_rx_bad_cobs(mut self, value: u32) -> Self {
            self.r#rx_bad_cobs = value.into();
            self
        }
        /// Return a reference to `rx_too_large`
        #[inline]
        pub fn r#rx_too_large(&self) -> &u32 {
            &self.r#rx_too_large
        }
        /// Return a mutable reference to `rx_too_large`
        #[inline]
        pub fn mut_rx_too_large(&mut self) -> &mut u32 {
            &mut self.r#rx_too_large
        }
        /// Set the value of `rx_too_large`
        #[inline]
        pub fn set_rx_too_large(&mut self, value: u32) -> &mut Self {
            self.r#rx_too_large = value.into();
            self
        }
        /// Builder method that sets the value of `rx_too_large`. Useful for initializing the message.
        #[inline]
        pub fn init_rx_too_large(mut self, value: u32) -> Self {
            self.r#rx_too_large = value.into();
            self
        }
        /// Return a reference to `tx_frames`
        #[inline]
        pub fn r#tx_frames(&self) -> &u32 {
            &self.r#tx_frames
        }
        /// Return a mutable reference to `tx_frames`
        #[inline]
        pub fn mut_tx_frames(&mut self) -> &mut u32 {
            &mut self.r#tx_frames
        }
        /// Set the value of `tx_frames`
        #[inline]
        pub fn set_tx_frames(&mut self, value: u32) -> &mut Self {
            self.r#tx_frames = value.into();
            self
        }
        /// Builder method that sets the value of `tx_frames`. Useful for initializing the message.
        #[inline]
        pub fn init_tx_frames(mut self, value: u32) -> Self {
            self.r#tx_frames = value.into();
            self
        }
        /// Return a reference to `tx_snapshots_replaced`
        #[inline]
        pub fn r#tx_snapshots_replaced(&self) -> &u32 {
            &self.r#tx_snapshots_replaced
        }
        /// Return a mutable reference to `tx_snapshots_replaced`
        #[inline]
        pub fn mut_tx_snapshots_replaced(&mut self) -> &mut u32 {
            &mut self.r#tx_snapshots_replaced
        }
        /// Set the value of `tx_snapshots_replaced`
        #[inline]
        pub fn set_tx_snapshots_replaced(&mut self, value: u32) -> &mut Self {
            self.r#tx_snapshots_replaced = value.into();
            self
        }
        /// Builder method that sets the value of `tx_snapshots_replaced`. Useful for initializing the message.
        #[inline]
        pub fn init_tx_snapshots_replaced(mut self, value: u32) -> Self {
            self.r#tx_snapshots_replaced = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Health {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#state;
                        {
                            let val = decoder.decode_int32().map(|n| State(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#fault;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#uptime_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#fps_milli;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#inference_median_us;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#inference_p99_us;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#frames_read;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#frames_dropped;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#rx_frames;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    11u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#rx_bad_crc;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    12u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#rx_bad_cobs;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    13u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#rx_too_large;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    14u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#tx_frames;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    15u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#tx_snapshots_replaced;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Health {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(State::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(97usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(10u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#fault;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(26u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#uptime_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#fps_milli;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#inference_median_us;
                if *val_ref != 0 {
                    encoder.encode_varint32(48u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#inference_p99_us;
                if *val_ref != 0 {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#frames_read;
                if *val_ref != 0 {
                    encoder.encode_varint32(64u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#frames_dropped;
                if *val_ref != 0 {
                    encoder.encode_varint32(72u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#rx_frames;
                if *val_ref != 0 {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#rx_bad_crc;
                if *val_ref != 0 {
                    encoder.encode_varint32(88u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#rx_bad_cobs;
                if *val_ref != 0 {
                    encoder.encode_varint32(96u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#rx_too_large;
                if *val_ref != 0 {
                    encoder.encode_varint32(104u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#tx_frames;
                if *val_ref != 0 {
                    encoder.encode_varint32(112u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#tx_snapshots_replaced;
                if *val_ref != 0 {
                    encoder.encode_varint32(120u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#fault;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#uptime_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#fps_milli;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#inference_median_us;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#inference_p99_us;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#frames_read;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#frames_dropped;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#rx_frames;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#rx_bad_crc;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#rx_bad_cobs;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#rx_too_large;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#tx_frames;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#tx_snapshots_replaced;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Inner types for `Health`
    pub mod Health_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
        }
    }
    /// Reads the configuration, page by page. Nothing here can be written.
    /// Answer: CONFIG. Errors: OUT_OF_RANGE (first beyond the end).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetConfig {
        /// Position of the first entry wanted, from 0.
        pub r#first: u32,
    }
    impl GetConfig {
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for GetConfig {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetConfig {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Part of the configuration.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Config {
        /// How many entries there are, and the position of the first one in this message.
        pub r#total: u32,
        pub r#first: u32,
        pub r#entries: ::heapless::Vec<ConfigEntry, 4>,
    }
    impl Config {
        /// Return a reference to `total`
        #[inline]
        pub fn r#total(&self) -> &u32 {
            &self.r#total
        }
        /// Return a mutable reference to `total`
        #[inline]
        pub fn mut_total(&mut self) -> &mut u32 {
            &mut self.r#total
        }
        /// Set the value of `total`
        #[inline]
        pub fn set_total(&mut self, value: u32) -> &mut Self {
            self.r#total = value.into();
            self
        }
        /// Builder method that sets the value of `total`. Useful for initializing the message.
        #[inline]
        pub fn init_total(mut self, value: u32) -> Self {
            self.r#total = value.into();
            self
        }
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Config {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#total;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut val: ConfigEntry = ::core::default::Default::default();
                        let mut_ref = &mut val;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        if let (Err(_), false) = (
                            self.r#entries.pb_push(val),
                            decoder.ignore_repeated_cap_err,
                        ) {
                            return Err(::micropb::DecodeError::Capacity);
                        }
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Config {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< ConfigEntry as ::micropb::MessageEncode >
                ::MAX_SIZE, | size | ::micropb::size::sizeof_len_record(size)), | size |
                (size + 1usize) * 4usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                for (i, val_ref) in self.r#entries.iter().enumerate() {
                    encoder.encode_varint32(26u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                for (i, val_ref) in self.r#entries.iter().enumerate() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            size
        }
    }
    /// An entry: key as in board files, such as `exam.reveal`, and its value as text. No paths, no names of persons.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct ConfigEntry {
        pub r#key: ::heapless::String<32>,
        pub r#value: ::heapless::String<64>,
    }
    impl ConfigEntry {
        /// Return a reference to `key`
        #[inline]
        pub fn r#key(&self) -> &::heapless::String<32> {
            &self.r#key
        }
        /// Return a mutable reference to `key`
        #[inline]
        pub fn mut_key(&mut self) -> &mut ::heapless::String<32> {
            &mut self.r#key
        }
        /// Set the value of `key`
        #[inline]
        pub fn set_key(&mut self, value: ::heapless::String<32>) -> &mut Self {
            self.r#key = value.into();
            self
        }
        /// Builder method that sets the value of `key`. Useful for initializing the message.
        #[inline]
        pub fn init_key(mut self, value: ::heapless::String<32>) -> Self {
            self.r#key = value.into();
            self
        }
        /// Return a reference to `value`
        #[inline]
        pub fn r#value(&self) -> &::heapless::String<64> {
            &self.r#value
        }
        /// Return a mutable reference to `value`
        #[inline]
        pub fn mut_value(&mut self) -> &mut ::heapless::String<64> {
            &mut self.r#value
        }
        /// Set the value of `value`
        #[inline]
        pub fn set_value(&mut self, value: ::heapless::String<64>) -> &mut Self {
            self.r#value = value.into();
            self
        }
        /// Builder method that sets the value of `value`. Useful for initializing the message.
        #[inline]
        pub fn init_value(mut self, value: ::heapless::String<64>) -> Self {
            self.r#value = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for ConfigEntry {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#key;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#value;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for ConfigEntry {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(33usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(65usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#key;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(10u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#value;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(18u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#key;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#value;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Has the device look after itself. It slows no picture down. Answer: SELF_TEST_RESULT.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct SelfTest {}
    impl SelfTest {}
    impl ::micropb::MessageDecode for SelfTest {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for SelfTest {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// What the self-test found.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct SelfTestResult {
        /// All parts passed.
        pub r#passed: bool,
        pub r#parts: ::heapless::Vec<SelfTestPart, 6>,
    }
    impl SelfTestResult {
        /// Return a reference to `passed`
        #[inline]
        pub fn r#passed(&self) -> &bool {
            &self.r#passed
        }
        /// Return a mutable reference to `passed`
        #[inline]
        pub fn mut_passed(&mut self) -> &mut bool {
            &mut self.r#passed
        }
        /// Set the value of `passed`
        #[inline]
        pub fn set_passed(&mut self, value: bool) -> &mut Self {
            self.r#passed = value.into();
            self
        }
        /// Builder method that sets the value of `passed`. Useful for initializing the message.
        #[inline]
        pub fn init_passed(mut self, value: bool) -> Self {
            self.r#passed = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for SelfTestResult {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#passed;
                        {
                            let val = decoder.decode_bool()?;
                            let val_ref = &val;
                            if *val_ref {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut val: SelfTestPart = ::core::default::Default::default();
                        let mut_ref = &mut val;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        if let (Err(_), false) = (
                            self.r#parts.pb_push(val),
                            decoder.ignore_repeated_cap_err,
                        ) {
                            return Err(::micropb::DecodeError::Capacity);
                        }
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for SelfTestResult {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(1usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< SelfTestPart as ::micropb::MessageEncode >
                ::MAX_SIZE, | size | ::micropb::size::sizeof_len_record(size)), | size |
                (size + 1usize) * 6usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#passed;
                if *val_ref {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_bool(*val_ref)?;
                }
            }
            {
                for (i, val_ref) in self.r#parts.iter().enumerate() {
                    encoder.encode_varint32(18u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#passed;
                if *val_ref {
                    size += 1usize + 1;
                }
            }
            {
                for (i, val_ref) in self.r#parts.iter().enumerate() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            size
        }
    }
    /// Part of a self-test.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct SelfTestPart {
        /// Its name in snake_case: `model_golden` (outputs of the model at its start, bit by bit), `wire` (framing and
        /// CRC), `frames` (pictures come), `events` (the log of events is whole).
        pub r#name: ::heapless::String<16>,
        pub r#passed: bool,
        /// For people, where it did not pass.
        pub r#words: ::heapless::String<48>,
    }
    impl SelfTestPart {
        /// Return a reference to `name`
        #[inline]
        pub fn r#name(&self) -> &::heapless::String<16> {
            &self.r#name
        }
        /// Return a mutable reference to `name`
        #[inline]
        pub fn mut_name(&mut self) -> &mut ::heapless::String<16> {
            &mut self.r#name
        }
        /// Set the value of `name`
        #[inline]
        pub fn set_name(&mut self, value: ::heapless::String<16>) -> &mut Self {
            self.r#name = value.into();
            self
        }
        /// Builder method that sets the value of `name`. Useful for initializing the message.
        #[inline]
        pub fn init_name(mut self, value: ::heapless::String<16>) -> Self {
            self.r#name = value.into();
            self
        }
        /// Return a reference to `passed`
        #[inline]
        pub fn r#passed(&self) -> &bool {
            &self.r#passed
        }
        /// Return a mutable reference to `passed`
        #[inline]
        pub fn mut_passed(&mut self) -> &mut bool {
            &mut self.r#passed
        }
        /// Set the value of `passed`
        #[inline]
        pub fn set_passed(&mut self, value: bool) -> &mut Self {
            self.r#passed = value.into();
            self
        }
        /// Builder method that sets the value of `passed`. Useful for initializing the message.
        #[inline]
        pub fn init_passed(mut self, value: bool) -> Self {
            self.r#passed = value.into();
            self
        }
        /// Return a reference to `words`
        #[inline]
        pub fn r#words(&self) -> &::heapless::String<48> {
            &self.r#words
        }
        /// Return a mutable reference to `words`
        #[inline]
        pub fn mut_words(&mut self) -> &mut ::heapless::String<48> {
            &mut self.r#words
        }
        /// Set the value of `words`
        #[inline]
        pub fn set_words(&mut self, value: ::heapless::String<48>) -> &mut Self {
            self.r#words = value.into();
            self
        }
        /// Builder method that sets the value of `words`. Useful for initializing the message.
        #[inline]
        pub fn init_words(mut self, value: ::heapless::String<48>) -> Self {
            self.r#words = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for SelfTestPart {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#name;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#passed;
                        {
                            let val = decoder.decode_bool()?;
                            let val_ref = &val;
                            if *val_ref {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#words;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for SelfTestPart {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(17usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(1usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(49usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#name;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(10u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#passed;
                if *val_ref {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_bool(*val_ref)?;
                }
            }
            {
                let val_ref = &self.r#words;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(26u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#name;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#passed;
                if *val_ref {
                    size += 1usize + 1;
                }
            }
            {
                let val_ref = &self.r#words;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Tells the device the time of day, for its log on this link. The time of exams and frames is another clock and is
    /// not changed. Answer: CLOCK. Errors: OUT_OF_RANGE (before 2020 or after 2099).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct SetClock {
        /// Milliseconds since 1970-01-01 00:00 UTC, as the vendor has it when it sends this.
        pub r#unix_ms: u64,
    }
    impl SetClock {
        /// Return a reference to `unix_ms`
        #[inline]
        pub fn r#unix_ms(&self) -> &u64 {
            &self.r#unix_ms
        }
        /// Return a mutable reference to `unix_ms`
        #[inline]
        pub fn mut_unix_ms(&mut self) -> &mut u64 {
            &mut self.r#unix_ms
        }
        /// Set the value of `unix_ms`
        #[inline]
        pub fn set_unix_ms(&mut self, value: u64) -> &mut Self {
            self.r#unix_ms = value.into();
            self
        }
        /// Builder method that sets the value of `unix_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_unix_ms(mut self, value: u64) -> Self {
            self.r#unix_ms = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for SetClock {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#unix_ms;
                        {
                            let val = decoder.decode_varint64()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for SetClock {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(10usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#unix_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint64(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#unix_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint64(*val_ref as _);
                }
            }
            size
        }
    }
    /// The time of day as the device has it now.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct Clock {
        /// Milliseconds since 1970-01-01 00:00 UTC.
        pub r#unix_ms: u64,
    }
    impl Clock {
        /// Return a reference to `unix_ms`
        #[inline]
        pub fn r#unix_ms(&self) -> &u64 {
            &self.r#unix_ms
        }
        /// Return a mutable reference to `unix_ms`
        #[inline]
        pub fn mut_unix_ms(&mut self) -> &mut u64 {
            &mut self.r#unix_ms
        }
        /// Set the value of `unix_ms`
        #[inline]
        pub fn set_unix_ms(&mut self, value: u64) -> &mut Self {
            self.r#unix_ms = value.into();
            self
        }
        /// Builder method that sets the value of `unix_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_unix_ms(mut self, value: u64) -> Self {
            self.r#unix_ms = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Clock {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#unix_ms;
                        {
                            let val = decoder.decode_varint64()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Clock {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(10usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#unix_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint64(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#unix_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint64(*val_ref as _);
                }
            }
            size
        }
    }
    /// Sets the brightness of the device's own panel. Answer: BRIGHTNESS. Errors: OUT_OF_RANGE, NOT_AVAILABLE (no panel
    /// whose backlight can be set).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct SetBrightness {
        /// Per cent, 0 (the darkest that can still be read) to 100.
        pub r#percent: u32,
    }
    impl SetBrightness {
        /// Return a reference to `percent`
        #[inline]
        pub fn r#percent(&self) -> &u32 {
            &self.r#percent
        }
        /// Return a mutable reference to `percent`
        #[inline]
        pub fn mut_percent(&mut self) -> &mut u32 {
            &mut self.r#percent
        }
        /// Set the value of `percent`
        #[inline]
        pub fn set_percent(&mut self, value: u32) -> &mut Self {
            self.r#percent = value.into();
            self
        }
        /// Builder method that sets the value of `percent`. Useful for initializing the message.
        #[inline]
        pub fn init_percent(mut self, value: u32) -> Self {
            self.r#percent = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for SetBrightness {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#percent;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for SetBrightness {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#percent;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#percent;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// The brightness as it is now.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct Brightness {
        /// Per cent, 0 to 100.
        pub r#percent: u32,
    }
    impl Brightness {
        /// Return a reference to `percent`
        #[inline]
        pub fn r#percent(&self) -> &u32 {
            &self.r#percent
        }
        /// Return a mutable reference to `percent`
        #[inline]
        pub fn mut_percent(&mut self) -> &mut u32 {
            &mut self.r#percent
        }
        /// Set the value of `percent`
        #[inline]
        pub fn set_percent(&mut self, value: u32) -> &mut Self {
            self.r#percent = value.into();
            self
        }
        /// Builder method that sets the value of `percent`. Useful for initializing the message.
        #[inline]
        pub fn init_percent(mut self, value: u32) -> Self {
            self.r#percent = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Brightness {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#percent;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Brightness {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#percent;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#percent;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// The last lines of the device's log. Answer: LOG. Errors: OUT_OF_RANGE (lines_max above 256).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetLog {
        /// Number of the first line wanted; lines are numbered from 1 since the start. 0: the last `lines_max` lines.
        pub r#first: u32,
        /// How many are wanted from there in all, 1 to 256; an answer has what fits, and the next request asks for the rest.
        pub r#lines_max: u32,
    }
    impl GetLog {
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
        /// Return a reference to `lines_max`
        #[inline]
        pub fn r#lines_max(&self) -> &u32 {
            &self.r#lines_max
        }
        /// Return a mutable reference to `lines_max`
        #[inline]
        pub fn mut_lines_max(&mut self) -> &mut u32 {
            &mut self.r#lines_max
        }
        /// Set the value of `lines_max`
        #[inline]
        pub fn set_lines_max(&mut self, value: u32) -> &mut Self {
            self.r#lines_max = value.into();
            self
        }
        /// Builder method that sets the value of `lines_max`. Useful for initializing the message.
        #[inline]
        pub fn init_lines_max(mut self, value: u32) -> Self {
            self.r#lines_max = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for GetLog {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#lines_max;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetLog {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#lines_max;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#lines_max;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Lines of the log.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Log {
        /// Numbers of the oldest and the newest line that the device has kept.
        pub r#oldest: u32,
        pub r#newest: u32,
        /// Number of the first line in this message.
        pub r#first: u32,
        /// The lines, each at most 96 bytes. No paths, no names of persons.
        pub r#lines: ::heapless::Vec<::heapless::String<96>, 4>,
    }
    impl Log {
        /// Return a reference to `oldest`
        #[inline]
        pub fn r#oldest(&self) -> &u32 {
            &self.r#oldest
        }
        /// Return a mutable reference to `oldest`
        #[inline]
        pub fn mut_oldest(&mut self) -> &mut u32 {
            &mut self.r#oldest
        }
        /// Set the value of `oldest`
        #[inline]
        pub fn set_oldest(&mut self, value: u32) -> &mut Self {
            self.r#oldest = value.into();
            self
        }
        /// Builder method that sets the value of `oldest`. Useful for initializing the message.
        #[inline]
        pub fn init_oldest(mut self, value: u32) -> Self {
            self.r#oldest = value.into();
            self
        }
        /// Return a reference to `newest`
        #[inline]
        pub fn r#newest(&self) -> &u32 {
            &self.r#newest
        }
        /// Return a mutable reference to `newest`
        #[inline]
        pub fn mut_newest(&mut self) -> &mut u32 {
            &mut self.r#newest
        }
        /// Set the value of `newest`
        #[inline]
        pub fn set_newest(&mut self, value: u32) -> &mut Self {
            self.r#newest = value.into();
            self
        }
        /// Builder method that sets the value of `newest`. Useful for initializing the message.
        #[inline]
        pub fn init_newest(mut self, value: u32) -> Self {
            self.r#newest = value.into();
            self
        }
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Log {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#oldest;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#newest;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut val: ::heapless::String<96> = ::core::default::Default::default();
                        let mut_ref = &mut val;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Explicit)?;
                        };
                        if let (Err(_), false) = (
                            self.r#lines.pb_push(val),
                            decoder.ignore_repeated_cap_err,
                        ) {
                            return Err(::micropb::DecodeError::Capacity);
                        }
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Log {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(97usize), | size | (size + 1usize) * 4usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#oldest;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#newest;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                for (i, val_ref) in self.r#lines.iter().enumerate() {
                    encoder.encode_varint32(34u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#oldest;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#newest;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                for (i, val_ref) in self.r#lines.iter().enumerate() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Begins an exam. Answer: EXAM. Errors: WRONG_STATE (it runs already, is in review or closed), MALFORMED.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct ExamBegin {
        /// The vendor's own id of the exam, told again in EXAM: opaque, at most 16 bytes (a UUID fits). No name, no number
        /// of a patient.
        pub r#exam_id: ::heapless::Vec<u8, 16>,
    }
    impl ExamBegin {
        /// Return a reference to `exam_id`
        #[inline]
        pub fn r#exam_id(&self) -> &::heapless::Vec<u8, 16> {
            &self.r#exam_id
        }
        /// Return a mutable reference to `exam_id`
        #[inline]
        pub fn mut_exam_id(&mut self) -> &mut ::heapless::Vec<u8, 16> {
            &mut self.r#exam_id
        }
        /// Set the value of `exam_id`
        #[inline]
        pub fn set_exam_id(&mut self, value: ::heapless::Vec<u8, 16>) -> &mut Self {
            self.r#exam_id = value.into();
            self
        }
        /// Builder method that sets the value of `exam_id`. Useful for initializing the message.
        #[inline]
        pub fn init_exam_id(mut self, value: ::heapless::Vec<u8, 16>) -> Self {
            self.r#exam_id = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for ExamBegin {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#exam_id;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for ExamBegin {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(17usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#exam_id;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(10u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#exam_id;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Answer: EXAM. Errors: WRONG_STATE, NOT_JUDGED, FULL, OUT_OF_RANGE (a command that this message does not take).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct ExamCommand {
        /// END, RESUME, CLOSE, ABANDON or MARK.
        pub r#command: Command,
    }
    impl ExamCommand {
        /// Return a reference to `command`
        #[inline]
        pub fn r#command(&self) -> &Command {
            &self.r#command
        }
        /// Return a mutable reference to `command`
        #[inline]
        pub fn mut_command(&mut self) -> &mut Command {
            &mut self.r#command
        }
        /// Set the value of `command`
        #[inline]
        pub fn set_command(&mut self, value: Command) -> &mut Self {
            self.r#command = value.into();
            self
        }
        /// Builder method that sets the value of `command`. Useful for initializing the message.
        #[inline]
        pub fn init_command(mut self, value: Command) -> Self {
            self.r#command = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for ExamCommand {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#command;
                        {
                            let val = decoder.decode_int32().map(|n| Command(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for ExamCommand {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Command::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#command;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#command;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            size
        }
    }
    /// The examiner's own judgement of the ended exam. Where the site lets the examiner judge first, results are shown
    /// from then on: there is no other way to reveal them. Both are recorded.
    /// Answer: EXAM. Errors: WRONG_STATE, OUT_OF_RANGE, FULL.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct ExamJudge {
        /// Situs, position and four-chamber view.
        pub r#heart: Opinion,
        /// Outflow tracts and three-vessel views.
        pub r#vessels: Opinion,
    }
    impl ExamJudge {
        /// Return a reference to `heart`
        #[inline]
        pub fn r#heart(&self) -> &Opinion {
            &self.r#heart
        }
        /// Return a mutable reference to `heart`
        #[inline]
        pub fn mut_heart(&mut self) -> &mut Opinion {
            &mut self.r#heart
        }
        /// Set the value of `heart`
        #[inline]
        pub fn set_heart(&mut self, value: Opinion) -> &mut Self {
            self.r#heart = value.into();
            self
        }
        /// Builder method that sets the value of `heart`. Useful for initializing the message.
        #[inline]
        pub fn init_heart(mut self, value: Opinion) -> Self {
            self.r#heart = value.into();
            self
        }
        /// Return a reference to `vessels`
        #[inline]
        pub fn r#vessels(&self) -> &Opinion {
            &self.r#vessels
        }
        /// Return a mutable reference to `vessels`
        #[inline]
        pub fn mut_vessels(&mut self) -> &mut Opinion {
            &mut self.r#vessels
        }
        /// Set the value of `vessels`
        #[inline]
        pub fn set_vessels(&mut self, value: Opinion) -> &mut Self {
            self.r#vessels = value.into();
            self
        }
        /// Builder method that sets the value of `vessels`. Useful for initializing the message.
        #[inline]
        pub fn init_vessels(mut self, value: Opinion) -> Self {
            self.r#vessels = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for ExamJudge {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#heart;
                        {
                            let val = decoder.decode_int32().map(|n| Opinion(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#vessels;
                        {
                            let val = decoder.decode_int32().map(|n| Opinion(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for ExamJudge {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Opinion::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Opinion::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#heart;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#vessels;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#heart;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#vessels;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            size
        }
    }
    /// What no picture tells. What is left out stays as it was entered.
    /// Answer: EXAM. Errors: OUT_OF_RANGE, WRONG_STATE (in review or closed).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct ExamEnter {
        /// Gestational age, days: 70 (10+0) to 300 (42+6). 0: left as it is.
        pub r#age_days: u32,
        /// The side of the picture on which the left of the fetus lies at this moment. UNSPECIFIED: left as it is.
        pub r#left: Side,
        /// Which of several fetuses, 1 to 9. 0: left as it is.
        pub r#fetus: u32,
    }
    impl ExamEnter {
        /// Return a reference to `age_days`
        #[inline]
        pub fn r#age_days(&self) -> &u32 {
            &self.r#age_days
        }
        /// Return a mutable reference to `age_days`
        #[inline]
        pub fn mut_age_days(&mut self) -> &mut u32 {
            &mut self.r#age_days
        }
        /// Set the value of `age_days`
        #[inline]
        pub fn set_age_days(&mut self, value: u32) -> &mut Self {
            self.r#age_days = value.into();
            self
        }
        /// Builder method that sets the value of `age_days`. Useful for initializing the message.
        #[inline]
        pub fn init_age_days(mut self, value: u32) -> Self {
            self.r#age_days = value.into();
            self
        }
        /// Return a reference to `left`
        #[inline]
        pub fn r#left(&self) -> &Side {
            &self.r#left
        }
        /// Return a mutable reference to `left`
        #[inline]
        pub fn mut_left(&mut self) -> &mut Side {
            &mut self.r#left
        }
        /// Set the value of `left`
        #[inline]
        pub fn set_left(&mut self, value: Side) -> &mut Self {
            self.r#left = value.into();
            self
        }
        /// Builder method that sets the value of `left`. Useful for initializing the message.
        #[inline]
        pub fn init_left(mut self, value: Side) -> Self {
            self.r#left = value.into();
            self
        }
        /// Return a reference to `fetus`
        #[inline]
        pub fn r#fetus(&self) -> &u32 {
            &self.r#fetus
        }
        /// Return a mutable reference to `fetus`
        #[inline]
        pub fn mut_fetus(&mut self) -> &mut u32 {
            &mut self.r#fetus
        }
        /// Set the value of `fetus`
        #[inline]
        pub fn set_fetus(&mut self, value: u32) -> &mut Self {
            self.r#fetus = value.into();
            self
        }
        /// Builder method that sets the value of `fetus`. Useful for initializing the message.
        #[inline]
        pub fn init_fetus(mut self, value: u32) -> Self {
            self.r#fetus = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for ExamEnter {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#age_days;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#left;
                        {
                            let val = decoder.decode_int32().map(|n| Side(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#fetus;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for ExamEnter {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Side::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#age_days;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#left;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#fetus;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#age_days;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#left;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#fetus;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Answer: EXAM.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetExam {}
    impl GetExam {}
    impl ::micropb::MessageDecode for GetExam {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetExam {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// Where the exam stands.
    #[derive(Debug, Default, Clone)]
    pub struct Exam {
        /// The frame read last.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        /// Where it stands.
        pub r#state: ExamState,
        /// The site's rule, and whether results are withheld by it now.
        pub r#reveal: Reveal,
        pub r#withheld: bool,
        /// As the vendor gave it in EXAM_BEGIN; empty where it began otherwise.
        pub r#exam_id: ::heapless::Vec<u8, 16>,
        /// As entered; 0: not entered.
        pub r#age_days: u32,
        pub r#left: Side,
        pub r#fetus: u32,
        /// How many moments were marked.
        pub r#marks: u32,
        /// Whether the examiner judged this exam since it last ended.
        pub r#judged: bool,
        /// Tracks presence of optional and message fields
        pub _has: Exam_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Exam {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#state == other.r#state);
            ret &= (self.r#reveal == other.r#reveal);
            ret &= (self.r#withheld == other.r#withheld);
            ret &= (self.r#exam_id == other.r#exam_id);
            ret &= (self.r#age_days == other.r#age_days);
            ret &= (self.r#left == other.r#left);
            ret &= (self.r#fetus == other.r#fetus);
            ret &= (self.r#marks == other.r#marks);
            ret &= (self.r#judged == other.r#judged);
            ret
        }
    }
    impl Exam {
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `state`
        #[inline]
        pub fn r#state(&self) -> &ExamState {
            &self.r#state
        }
        /// Return a mutable reference to `state`
        #[inline]
        pub fn mut_state(&mut self) -> &mut ExamState {
            &mut self.r#state
        }
        /// Set the value of `state`
        #[inline]
        pub fn set_state(&mut self, value: ExamState) -> &mut Self {
            self.r#state = value.into();
            self
        }
        /// Builder method that sets the value of `state`. Useful for initializing the message.
        #[inline]
        pub fn init_state(mut self, value: ExamState) -> Self {
            self.r#state = value.into();
            self
        }
        /// Return a reference to `reveal`
        #[inline]
        pub fn r#reveal(&self) -> &Reveal {
            &self.r#reveal
        }
        /// Return a mutable reference to `reveal`
        #[inline]
        pub fn mut_reveal(&mut self) -> &mut Reveal {
            &mut self.r#reveal
        }
        /// Set the value of `reveal`
        #[inline]
        pub fn set_reveal(&mut self, value: Reveal) -> &mut Self {
            self.r#reveal = value.into();
            self
        }
        /// Builder method that sets the value of `reveal`. Useful for initializing the message.
        #[inline]
        pub fn init_reveal(mut self, value: Reveal) -> Self {
            self.r#reveal = value.into();
            self
        }
        /// Return a reference to `withheld`
        #[inline]
        pub fn r#withheld(&self) -> &bool {
            &self.r#withheld
        }
        /// Return a mutable reference to `withheld`
        #[inline]
        pub fn mut_withheld(&mut self) -> &mut bool {
            &mut self.r#withheld
        }
        /// Set the value of `withheld`
        #[inline]
        pub fn set_withheld(&mut self, value: bool) -> &mut Self {
            self.r#withheld = value.into();
            self
        }
        /// Builder method that sets the value of `withheld`. Useful for initializing the message.
        #[inline]
        pub fn init_withheld(mut self, value: bool) -> Self {
            self.r#withheld = value.into();
            self
        }
        /// Return a reference to `exam_id`
        #[inline]
        pub fn r#exam_id(&self) -> &::heapless::Vec<u8, 16> {
            &self.r#exam_id
        }
        /// Return a mutable reference to `exam_id`
        #[inline]
        pub fn mut_exam_id(&mut self) -> &mut ::heapless::Vec<u8, 16> {
            &mut self.r#exam_id
        }
        /// Set the value of `exam_id`
        #[inline]
        pub fn set_exam_id(&mut self, value: ::heapless::Vec<u8, 16>) -> &mut Self {
            self.r#exam_id = value.into();
            self
        }
        /// Builder method that sets the value of `exam_id`. Useful for initializing the message.
        #[inline]
        pub fn init_exam_id(mut self, value: ::heapless::Vec<u8, 16>) -> Self {
            self.r#exam_id = value.into();
            self
        }
        /// Return a reference to `age_days`
        #[inline]
        pub fn r#age_days(&self) -> &u32 {
            &self.r#age_days
        }
        /// Return a mutable reference to `age_days`
        #[inline]
        pub fn mut_age_days(&mut self) -> &mut u32 {
            &mut self.r#age_days
        }
        /// Set the value of `age_days`
        #[inline]
        pub fn set_age_days(&mut self, value: u32) -> &mut Self {
            self.r#age_days = value.into();
            self
        }
        /// Builder method that sets the value of `age_days`. Useful for initializing the message.
        #[inline]
        pub fn init_age_days(mut self, value: u32) -> Self {
            self.r#age_days = value.into();
            self
        }
        /// Return a reference to `left`
        #[inline]
        pub fn r#left(&self) -> &Side {
            &self.r#left
        }
        /// Return a mutable reference to `left`
        #[inline]
        pub fn mut_left(&mut self) -> &mut Side {
            &mut self.r#left
        }
        /// Set the value of `left`
        #[inline]
        pub fn set_left(&mut self, value: Side) -> &mut Self {
            self.r#left = value.into();
            self
        }
        /// Builder method that sets the value of `left`. Useful for initializing the message.
        #[inline]
        pub fn init_left(mut self, value: Side) -> Self {
            self.r#left = value.into();
            self
        }
        /// Return a reference to `fetus`
        #[inline]
        pub fn r#fetus(&self) -> &u32 {
            &self.r#fetus
        }
        /// Return a mutable reference to `fetus`
        #[inline]
        pub fn mut_fetus(&mut self) -> &mut u32 {
            &mut self.r#fetus
        }
        /// Set the value of `fetus`
        #[inline]
        pub fn set_fetus(&mut self, value: u32) -> &mut Self {
            self.r#fetus = value.into();
            self
        }
        /// Builder method that sets the value of `fetus`. Useful for initializing the message.
        #[inline]
        pub fn init_fetus(mut self, value: u32) -> Self {
            self.r#fetus = value.into();
            self
        }
        /// Return a reference to `marks`
        #[inline]
        pub fn r#marks(&self) -> &u32 {
            &self.r#marks
        }
        /// Return a mutable reference to `marks`
        #[inline]
        pub fn mut_marks(&mut self) -> &mut u32 {
            &mut self.r#marks
        }
        /// Set the value of `marks`
        #[inline]
        pub fn set_marks(&mut self, value: u32) -> &mut Self {
            self.r#marks = value.into();
            self
        }
        /// Builder method that sets the value of `marks`. Useful for initializing the message.
        #[inline]
        pub fn init_marks(mut self, value: u32) -> Self {
            self.r#marks = value.into();
            self
        }
        /// Return a reference to `judged`
        #[inline]
        pub fn r#judged(&self) -> &bool {
            &self.r#judged
        }
        /// Return a mutable reference to `judged`
        #[inline]
        pub fn mut_judged(&mut self) -> &mut bool {
            &mut self.r#judged
        }
        /// Set the value of `judged`
        #[inline]
        pub fn set_judged(&mut self, value: bool) -> &mut Self {
            self.r#judged = value.into();
            self
        }
        /// Builder method that sets the value of `judged`. Useful for initializing the message.
        #[inline]
        pub fn init_judged(mut self, value: bool) -> Self {
            self.r#judged = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Exam {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#state;
                        {
                            let val = decoder.decode_int32().map(|n| ExamState(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#reveal;
                        {
                            let val = decoder.decode_int32().map(|n| Reveal(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#withheld;
                        {
                            let val = decoder.decode_bool()?;
                            let val_ref = &val;
                            if *val_ref {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#exam_id;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#age_days;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#left;
                        {
                            let val = decoder.decode_int32().map(|n| Side(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#fetus;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#marks;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#judged;
                        {
                            let val = decoder.decode_bool()?;
                            let val_ref = &val;
                            if *val_ref {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Exam {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ExamState::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Reveal::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(1usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(17usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Side::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(1usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(10u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#reveal;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#withheld;
                if *val_ref {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_bool(*val_ref)?;
                }
            }
            {
                let val_ref = &self.r#exam_id;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(42u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#age_days;
                if *val_ref != 0 {
                    encoder.encode_varint32(48u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#left;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#fetus;
                if *val_ref != 0 {
                    encoder.encode_varint32(64u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#marks;
                if *val_ref != 0 {
                    encoder.encode_varint32(72u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#judged;
                if *val_ref {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_bool(*val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#reveal;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#withheld;
                if *val_ref {
                    size += 1usize + 1;
                }
            }
            {
                let val_ref = &self.r#exam_id;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#age_days;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#left;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#fetus;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#marks;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#judged;
                if *val_ref {
                    size += 1usize + 1;
                }
            }
            size
        }
    }
    /// Inner types for `Exam`
    pub mod Exam_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
        }
    }
    /// How often SNAPSHOT is wanted. Answer: DONE. Errors: OUT_OF_RANGE.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct Subscribe {
        /// Milliseconds from one to the next, 20 to 10000; 0: none any more. Where the line or the vendor is slower,
        /// snapshots are left out and the newest is sent.
        pub r#snapshot_period_ms: u32,
    }
    impl Subscribe {
        /// Return a reference to `snapshot_period_ms`
        #[inline]
        pub fn r#snapshot_period_ms(&self) -> &u32 {
            &self.r#snapshot_period_ms
        }
        /// Return a mutable reference to `snapshot_period_ms`
        #[inline]
        pub fn mut_snapshot_period_ms(&mut self) -> &mut u32 {
            &mut self.r#snapshot_period_ms
        }
        /// Set the value of `snapshot_period_ms`
        #[inline]
        pub fn set_snapshot_period_ms(&mut self, value: u32) -> &mut Self {
            self.r#snapshot_period_ms = value.into();
            self
        }
        /// Builder method that sets the value of `snapshot_period_ms`. Useful for initializing the message.
        #[inline]
        pub fn init_snapshot_period_ms(mut self, value: u32) -> Self {
            self.r#snapshot_period_ms = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Subscribe {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#snapshot_period_ms;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Subscribe {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#snapshot_period_ms;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#snapshot_period_ms;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// A snapshot now. Answer: SNAPSHOT.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetSnapshot {}
    impl GetSnapshot {}
    impl ::micropb::MessageDecode for GetSnapshot {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetSnapshot {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// All that the device tells of one moment, 60 to 110 bytes. None is ever repeated from a queue: the newest is sent.
    #[derive(Debug, Default, Clone)]
    pub struct Snapshot {
        /// The frame that everything here is from, at the pace of frames: what follows dies with its age.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        /// What the device does; with any state but RUNNING there are no structures, and the view is NONE.
        pub r#state: State,
        /// The view of the moment; UNSPECIFIED where results are withheld.
        pub r#view: View,
        /// Where the exam stands.
        pub r#exam: ExamState,
        /// A byte for each structure, in the order of Structure. Bit 7: it counts as seen in this frame. Bits 0 to 6: how
        /// sure the model is, per cent, 0 to 100; 127: this model does not look for it. Empty where results are withheld
        /// or nothing is analysed.
        pub r#structures: ::heapless::Vec<u8, 32>,
        /// The ItemState of each item of the checklist in its order, 4 bits each: that of item n is in byte n / 2, in bits
        /// 0 to 3 for even n and 4 to 7 for odd n. Over the whole exam so far. Empty where results are withheld.
        pub r#items: ::heapless::Vec<u8, 32>,
        /// Bit n - 1 is set where there is a value of the measure with number n.
        pub r#measures_given: u32,
        /// The values of those, in order of their numbers, thousandths of their unit (axis: thousandths of a degree).
        pub r#measures_milli: ::heapless::Vec<i32, 16>,
        /// Heart rate, tenths of a beat a minute; 0: withheld. Not a rhythm diagnosis.
        pub r#heart_rate_deci: u32,
        /// Score of the exam, thousandths, 0 to 1000: how far what was shown lies from what is usual. Only where the site
        /// has findings switched on, and where there is one. Of the exam, not of the moment; at most 2 s behind it. To be
        /// shown apart from what was seen.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#score_milli: u32,
        /// Tracks presence of optional and message fields
        pub _has: Snapshot_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Snapshot {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#state == other.r#state);
            ret &= (self.r#view == other.r#view);
            ret &= (self.r#exam == other.r#exam);
            ret &= (self.r#structures == other.r#structures);
            ret &= (self.r#items == other.r#items);
            ret &= (self.r#measures_given == other.r#measures_given);
            ret &= (self.r#measures_milli == other.r#measures_milli);
            ret &= (self.r#heart_rate_deci == other.r#heart_rate_deci);
            ret &= (self.r#score_milli() == other.r#score_milli());
            ret
        }
    }
    impl Snapshot {
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `state`
        #[inline]
        pub fn r#state(&self) -> &State {
            &self.r#state
        }
        /// Return a mutable reference to `state`
        #[inline]
        pub fn mut_state(&mut self) -> &mut State {
            &mut self.r#state
        }
        /// Set the value of `state`
        #[inline]
        pub fn set_state(&mut self, value: State) -> &mut Self {
            self.r#state = value.into();
            self
        }
        /// Builder method that sets the value of `state`. Useful for initializing the message.
        #[inline]
        pub fn init_state(mut self, value: State) -> Self {
            self.r#state = value.into();
            self
        }
        /// Return a reference to `view`
        #[inline]
        pub fn r#view(&self) -> &View {
            &self.r#view
        }
        /// Return a mutable reference to `view`
        #[inline]
        pub fn mut_view(&mut self) -> &mut View {
            &mut self.r#view
        }
        /// Set the value of `view`
        #[inline]
        pub fn set_view(&mut self, value: View) -> &mut Self {
            self.r#view = value.into();
            self
        }
        /// Builder method that sets the value of `view`. Useful for initializing the message.
        #[inline]
        pub fn init_view(mut self, value: View) -> Self {
            self.r#view = value.into();
            self
        }
        /// Return a reference to `exam`
        #[inline]
        pub fn r#exam(&self) -> &ExamState {
            &self.r#exam
        }
        /// Return a mutable reference to `exam`
        #[inline]
        pub fn mut_exam(&mut self) -> &mut ExamState {
            &mut self.r#exam
        }
        /// Set the value of `exam`
        #[inline]
        pub fn set_exam(&mut self, value: ExamState) -> &mut Self {
            self.r#exam = value.into();
            self
        }
        /// Builder method that sets the value of `exam`. Useful for initializing the message.
        #[inline]
        pub fn init_exam(mut self, value: ExamState) -> Self {
            self.r#exam = value.into();
            self
        }
        /// Return a reference to `structures`
        #[inline]
        pub fn r#structures(&self) -> &::heapless::Vec<u8, 32> {
            &self.r#structures
        }
        /// Return a mutable reference to `structures`
        #[inline]
        pub fn mut_structures(&mut self) -> &mut ::heapless::Vec<u8, 32> {
            &mut self.r#structures
        }
        /// Set the value of `structures`
        #[inline]
        pub fn set_structures(&mut self, value: ::heapless::Vec<u8, 32>) -> &mut Self {
            self.r#structures = value.into();
            self
        }
        /// Builder method that sets the value of `structures`. Useful for initializing the message.
        #[inline]
        pub fn init_structures(mut self, value: ::heapless::Vec<u8, 32>) -> Self {
            self.r#structures = value.into();
            self
        }
        /// Return a reference to `items`
        #[inline]
        pub fn r#items(&self) -> &::heapless::Vec<u8, 32> {
            &self.r#items
        }
        /// Return a mutable reference to `items`
        #[inline]
        pub fn mut_items(&mut self) -> &mut ::heapless::Vec<u8, 32> {
            &mut self.r#items
        }
        /// Set the value of `items`
        #[inline]
        pub fn set_items(&mut self, value: ::heapless::Vec<u8, 32>) -> &mut Self {
            self.r#items = value.into();
            self
        }
        /// Builder method that sets the value of `items`. Useful for initializing the message.
        #[inline]
        pub fn init_items(mut self, value: ::heapless::Vec<u8, 32>) -> Self {
            self.r#items = value.into();
            self
        }
        /// Return a reference to `measures_given`
        #[inline]
        pub fn r#measures_given(&self) -> &u32 {
            &self.r#measures_given
        }
        /// Return a mutable reference to `measures_given`
        #[inline]
        pub fn mut_measures_given(&mut self) -> &mut u32 {
            &mut self.r#measures_given
        }
        /// Set the value of `measures_given`
        #[inline]
        pub fn set_measures_given(&mut self, value: u32) -> &mut Self {
            self.r#measures_given = value.into();
            self
        }
        /// Builder method that sets the value of `measures_given`. Useful for initializing the message.
        #[inline]
        pub fn init_measures_given(mut self, value: u32) -> Self {
            self.r#measures_given = value.into();
            self
        }
        /// Return a reference to `heart_rate_deci`
        #[inline]
        pub fn r#heart_rate_deci(&self) -> &u32 {
            &self.r#heart_rate_deci
        }
        /// Return a mutable reference to `heart_rate_deci`
        #[inline]
        pub fn mut_heart_rate_deci(&mut self) -> &mut u32 {
            &mut self.r#heart_rate_deci
        }
        /// Set the value of `heart_rate_deci`
        #[inline]
        pub fn set_heart_rate_deci(&mut self, value: u32) -> &mut Self {
            self.r#heart_rate_deci = value.into();
            self
        }
        /// Builder method that sets the value of `heart_rate_deci`. Useful for initializing the message.
        #[inline]
        pub fn init_heart_rate_deci(mut self, value: u32) -> Self {
            self.r#heart_rate_deci = value.into();
            self
        }
        /// Return a reference to `score_milli` as an `Option`
        #[inline]
        pub fn r#score_milli(&self) -> ::core::option::Option<&u32> {
            self._has.r#score_milli().then_some(&self.r#score_milli)
        }
        /// Set the value and presence of `score_milli`
        #[inline]
        pub fn set_score_milli(&mut self, value: u32) -> &mut Self {
            self._has.set_score_milli();
            self.r#score_milli = value.into();
            self
        }
        /// Return a mutable reference to `score_milli` as an `Option`
        #[inline]
        pub fn mut_score_milli(&mut self) -> ::core::option::Option<&mut u32> {
            self._has.r#score_milli().then_some(&mut self.r#score_milli)
        }
        /// Clear the presence of `score_milli`
        #[inline]
        pub fn clear_score_milli(&mut self) -> &mut Self {
            self._has.clear_score_milli();
            self
        }
        /// Take the value of `score_milli` and clear its presence
        #[inline]
        pub fn take_score_milli(&mut self) -> ::core::option::Option<u32> {
            let val = self
                ._has
                .r#score_milli()
                .then(|| ::core::mem::take(&mut self.r#score_milli));
            self._has.clear_score_milli();
            val
        }
        /// Builder method that sets the value of `score_milli`. Useful for initializing the message.
        #[inline]
        pub fn init_score_milli(mut self, value: u32) -> Self {
            self.set_score_milli(value);
            self
        }
    }
    impl ::micropb::MessageDecode for Snapshot {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#state;
                        {
                            let val = decoder.decode_int32().map(|n| State(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#view;
                        {
                            let val = decoder.decode_int32().map(|n| View(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#exam;
                        {
                            let val = decoder.decode_int32().map(|n| ExamState(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#structures;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#items;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#measures_given;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 0u8
                            && tag.wire_type() != ::micropb::WIRE_TYPE_LEN
                        {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        if tag.wire_type() == ::micropb::WIRE_TYPE_LEN {
                            decoder
                                .decode_packed(
                                    &mut self.r#measures_milli,
                                    |decoder| decoder.decode_sint32().map(|v| v as _),
                                )?;
                        } else {
                            if let (Err(_), false) = (
                                self
                                    .r#measures_milli
                                    .pb_push(decoder.decode_sint32()? as _),
                                decoder.ignore_repeated_cap_err,
                            ) {
                                return Err(::micropb::DecodeError::Capacity);
                            }
                        }
                    }
                    9u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#heart_rate_deci;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#score_milli;
                        {
                            let val = decoder.decode_varint32()?;
                            *mut_ref = val as _;
                        };
                        self._has.set_score_milli();
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Snapshot {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(State::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(View::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ExamState::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(33usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(33usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size |
                ::micropb::size::sizeof_len_record(16usize * size) + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(10u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#exam;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#structures;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(42u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#items;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(50u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#measures_given;
                if *val_ref != 0 {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                if !self.r#measures_milli.is_empty() {
                    let len = ::micropb::size::sizeof_packed(
                        &self.r#measures_milli,
                        |val_ref| ::micropb::size::sizeof_sint32(*val_ref as _),
                    );
                    encoder.encode_varint32(66u32)?;
                    encoder
                        .encode_packed(
                            len,
                            &self.r#measures_milli,
                            |encoder, val| {
                                let val_ref = &val;
                                encoder.encode_sint32(*val_ref as _)
                            },
                        )?;
                }
            }
            {
                let val_ref = &self.r#heart_rate_deci;
                if *val_ref != 0 {
                    encoder.encode_varint32(72u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#score_milli() {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#exam;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#structures;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#items;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#measures_given;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                if !self.r#measures_milli.is_empty() {
                    let len = ::micropb::size::sizeof_packed(
                        &self.r#measures_milli,
                        |val_ref| ::micropb::size::sizeof_sint32(*val_ref as _),
                    );
                    size += 1usize + ::micropb::size::sizeof_len_record(len);
                }
            }
            {
                let val_ref = &self.r#heart_rate_deci;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#score_milli() {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Inner types for `Snapshot`
    pub mod Snapshot_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
            /// Query presence of `score_milli`
            #[inline]
            pub const fn r#score_milli(&self) -> bool {
                (self.0[0] & 2) != 0
            }
            /// Set presence of `score_milli`
            #[inline]
            pub const fn set_score_milli(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 2;
                self
            }
            /// Clear presence of `score_milli`
            #[inline]
            pub const fn clear_score_milli(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !2;
                self
            }
            /// Builder method that sets the presence of `score_milli`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_score_milli(mut self) -> Self {
                self.set_score_milli();
                self
            }
        }
    }
    /// Lets the device send events. Events have ids that rise by one. The device sends those with ids up to
    /// after_id + credits and then waits. What was granted stands until a later EVENT_CREDIT; a smaller grant than
    /// before changes nothing. It is about the log whose log_id the last HELLO_ACK or HEARTBEAT told: after another
    /// log_id the vendor counts from 0 again. Answer: DONE. Errors: OUT_OF_RANGE (credits above 4096).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct EventCredit {
        /// Id of the last event that the vendor has without a gap.
        pub r#after_id: u32,
        /// How many may be sent behind it, 0 to 4096.
        pub r#credits: u32,
    }
    impl EventCredit {
        /// Return a reference to `after_id`
        #[inline]
        pub fn r#after_id(&self) -> &u32 {
            &self.r#after_id
        }
        /// Return a mutable reference to `after_id`
        #[inline]
        pub fn mut_after_id(&mut self) -> &mut u32 {
            &mut self.r#after_id
        }
        /// Set the value of `after_id`
        #[inline]
        pub fn set_after_id(&mut self, value: u32) -> &mut Self {
            self.r#after_id = value.into();
            self
        }
        /// Builder method that sets the value of `after_id`. Useful for initializing the message.
        #[inline]
        pub fn init_after_id(mut self, value: u32) -> Self {
            self.r#after_id = value.into();
            self
        }
        /// Return a reference to `credits`
        #[inline]
        pub fn r#credits(&self) -> &u32 {
            &self.r#credits
        }
        /// Return a mutable reference to `credits`
        #[inline]
        pub fn mut_credits(&mut self) -> &mut u32 {
            &mut self.r#credits
        }
        /// Set the value of `credits`
        #[inline]
        pub fn set_credits(&mut self, value: u32) -> &mut Self {
            self.r#credits = value.into();
            self
        }
        /// Builder method that sets the value of `credits`. Useful for initializing the message.
        #[inline]
        pub fn init_credits(mut self, value: u32) -> Self {
            self.r#credits = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for EventCredit {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#after_id;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#credits;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for EventCredit {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#after_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#credits;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#after_id;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#credits;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Something happened. Sent in the order of ids, each once in a session. After a gap (an id above the last one + 1:
    /// a frame was damaged) ask for the missing ones with GET_EVENTS; an id that is not above the last one is a repeat.
    #[derive(Debug, Default, Clone)]
    pub struct Event {
        /// Its id, from 1.
        pub r#id: u32,
        /// The frame at which it happened. Its age grows while it waits; `stale` says that it is history.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        /// What it tells; the fields of other kinds are left out.
        pub r#kind: EventKind,
        pub r#state: State,
        pub r#view: View,
        /// Position of the item in the checklist, from 0, and its id there, such as "F5".
        pub r#item: u32,
        pub r#item_id: ::heapless::String<8>,
        pub r#item_state: ItemState,
        /// Where the exam stands now; what the examiner said, if anything; and why that was not done, if it was not.
        pub r#exam: ExamState,
        pub r#command: Command,
        pub r#refused: ErrorCode,
        /// Results are withheld from now on.
        pub r#withheld: bool,
        /// Tracks presence of optional and message fields
        pub _has: Event_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Event {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#id == other.r#id);
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#kind == other.r#kind);
            ret &= (self.r#state == other.r#state);
            ret &= (self.r#view == other.r#view);
            ret &= (self.r#item == other.r#item);
            ret &= (self.r#item_id == other.r#item_id);
            ret &= (self.r#item_state == other.r#item_state);
            ret &= (self.r#exam == other.r#exam);
            ret &= (self.r#command == other.r#command);
            ret &= (self.r#refused == other.r#refused);
            ret &= (self.r#withheld == other.r#withheld);
            ret
        }
    }
    impl Event {
        /// Return a reference to `id`
        #[inline]
        pub fn r#id(&self) -> &u32 {
            &self.r#id
        }
        /// Return a mutable reference to `id`
        #[inline]
        pub fn mut_id(&mut self) -> &mut u32 {
            &mut self.r#id
        }
        /// Set the value of `id`
        #[inline]
        pub fn set_id(&mut self, value: u32) -> &mut Self {
            self.r#id = value.into();
            self
        }
        /// Builder method that sets the value of `id`. Useful for initializing the message.
        #[inline]
        pub fn init_id(mut self, value: u32) -> Self {
            self.r#id = value.into();
            self
        }
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `kind`
        #[inline]
        pub fn r#kind(&self) -> &EventKind {
            &self.r#kind
        }
        /// Return a mutable reference to `kind`
        #[inline]
        pub fn mut_kind(&mut self) -> &mut EventKind {
            &mut self.r#kind
        }
        /// Set the value of `kind`
        #[inline]
        pub fn set_kind(&mut self, value: EventKind) -> &mut Self {
            self.r#kind = value.into();
            self
        }
        /// Builder method that sets the value of `kind`. Useful for initializing the message.
        #[inline]
        pub fn init_kind(mut self, value: EventKind) -> Self {
            self.r#kind = value.into();
            self
        }
        /// Return a reference to `state`
        #[inline]
        pub fn r#state(&self) -> &State {
            &self.r#state
        }
        /// Return a mutable reference to `state`
        #[inline]
        pub fn mut_state(&mut self) -> &mut State {
            &mut self.r#state
        }
        /// Set the value of `state`
        #[inline]
        pub fn set_state(&mut self, value: State) -> &mut Self {
            self.r#state = value.into();
            self
        }
        /// Builder method that sets the value of `state`. Useful for initializing the message.
        #[inline]
        pub fn init_state(mut self, value: State) -> Self {
            self.r#state = value.into();
            self
        }
        /// Return a reference to `view`
        #[inline]
        pub fn r#view(&self) -> &View {
            &self.r#view
        }
        /// Return a mutable reference to `view`
        #[inline]
        pub fn mut_view(&mut self) -> &mut View {
            &mut self.r#view
        }
        /// Set the value of `view`
        #[inline]
        pub fn set_view(&mut self, value: View) -> &mut Self {
            self.r#view = value.into();
            self
        }
        /// Builder method that sets the value of `view`. Useful for initializing the message.
        #[inline]
        pub fn init_view(mut self, value: View) -> Self {
            self.r#view = value.into();
            self
        }
        /// Return a reference to `item`
        #[inline]
        pub fn r#item(&self) -> &u32 {
            &self.r#item
        }
        /// Return a mutable reference to `item`
        #[inline]
        pub fn mut_item(&mut self) -> &mut u32 {
            &mut self.r#item
        }
        /// Set the value of `item`
        #[inline]
        pub fn set_item(&mut self, value: u32) -> &mut Self {
            self.r#item = value.into();
            self
        }
        /// Builder method that sets the value of `item`. Useful for initializing the message.
        #[inline]
        pub fn init_item(mut self, value: u32) -> Self {
            self.r#item = value.into();
            self
        }
        /// Return a reference to `item_id`
        #[inline]
        pub fn r#item_id(&self) -> &::heapless::String<8> {
            &self.r#item_id
        }
        /// Return a mutable reference to `item_id`
        #[inline]
        pub fn mut_item_id(&mut self) -> &mut ::heapless::String<8> {
            &mut self.r#item_id
        }
        /// Set the value of `item_id`
        #[inline]
        pub fn set_item_id(&mut self, value: ::heapless::String<8>) -> &mut Self {
            self.r#item_id = value.into();
            self
        }
        /// Builder method that sets the value of `item_id`. Useful for initializing the message.
        #[inline]
        pub fn init_item_id(mut self, value: ::heapless::String<8>) -> Self {
            self.r#item_id = value.into();
            self
        }
        /// Return a reference to `item_state`
        #[inline]
        pub fn r#item_state(&self) -> &ItemState {
            &self.r#item_state
        }
        /// Return a mutable reference to `item_state`
        #[inline]
        pub fn mut_item_state(&mut self) -> &mut ItemState {
            &mut self.r#item_state
        }
        /// Set the value of `item_state`
        #[inline]
        pub fn set_item_state(&mut self, value: ItemState) -> &mut Self {
            self.r#item_state = value.into();
            self
        }
        /// Builder method that sets the value of `item_state`. Useful for initializing the message.
        #[inline]
        pub fn init_item_state(mut self, value: ItemState) -> Self {
            self.r#item_state = value.into();
            self
        }
        /// Return a reference to `exam`
        #[inline]
        pub fn r#exam(&self) -> &ExamState {
            &self.r#exam
        }
        /// Return a mutable reference to `exam`
        #[inline]
        pub fn mut_exam(&mut self) -> &mut ExamState {
            &mut self.r#exam
        }
        /// Set the value of `exam`
        #[inline]
        pub fn set_exam(&mut self, value: ExamState) -> &mut Self {
            self.r#exam = value.into();
            self
        }
        /// Builder method that sets the value of `exam`. Useful for initializing the message.
        #[inline]
        pub fn init_exam(mut self, value: ExamState) -> Self {
            self.r#exam = value.into();
            self
        }
        /// Return a reference to `command`
        #[inline]
        pub fn r#command(&self) -> &Command {
            &self.r#command
        }
        /// Return a mutable reference to `command`
        #[inline]
        pub fn mut_command(&mut self) -> &mut Command {
            &mut self.r#command
        }
        /// Set the value of `command`
        #[inline]
        pub fn set_command(&mut self, value: Command) -> &mut Self {
            self.r#command = value.into();
            self
        }
        /// Builder method that sets the value of `command`. Useful for initializing the message.
        #[inline]
        pub fn init_command(mut self, value: Command) -> Self {
            self.r#command = value.into();
            self
        }
        /// Return a reference to `refused`
        #[inline]
        pub fn r#refused(&self) -> &ErrorCode {
            &self.r#refused
        }
        /// Return a mutable reference to `refused`
        #[inline]
        pub fn mut_refused(&mut self) -> &mut ErrorCode {
            &mut self.r#refused
        }
        /// Set the value of `refused`
        #[inline]
        pub fn set_refused(&mut self, value: ErrorCode) -> &mut Self {
            self.r#refused = value.into();
            self
        }
        /// Builder method that sets the value of `refused`. Useful for initializing the message.
        #[inline]
        pub fn init_refused(mut self, value: ErrorCode) -> Self {
            self.r#refused = value.into();
            self
        }
        /// Return a reference to `withheld`
        #[inline]
        pub fn r#withheld(&self) -> &bool {
            &self.r#withheld
        }
        /// Return a mutable reference to `withheld`
        #[inline]
        pub fn mut_withheld(&mut self) -> &mut bool {
            &mut self.r#withheld
        }
        /// Set the value of `withheld`
        #[inline]
        pub fn set_withheld(&mut self, value: bool) -> &mut Self {
            self.r#withheld = value.into();
            self
        }
        /// Builder method that sets the value of `withheld`. Useful for initializing the message.
        #[inline]
        pub fn init_withheld(mut self, value: bool) -> Self {
            self.r#withheld = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Event {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#id;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#kind;
                        {
                            let val = decoder.decode_int32().map(|n| EventKind(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#state;
                        {
                            let val = decoder.decode_int32().map(|n| State(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#view;
                        {
                            let val = decoder.decode_int32().map(|n| View(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#item;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#item_id;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#item_state;
                        {
                            let val = decoder.decode_int32().map(|n| ItemState(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#exam;
                        {
                            let val = decoder.decode_int32().map(|n| ExamState(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#command;
                        {
                            let val = decoder.decode_int32().map(|n| Command(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    11u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#refused;
                        {
                            let val = decoder.decode_int32().map(|n| ErrorCode(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    12u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#withheld;
                        {
                            let val = decoder.decode_bool()?;
                            let val_ref = &val;
                            if *val_ref {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Event {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(EventKind::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(State::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(View::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(9usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ItemState::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ExamState::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Command::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ErrorCode::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(1usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#id;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(18u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                let val_ref = &self.r#kind;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#item;
                if *val_ref != 0 {
                    encoder.encode_varint32(48u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#item_id;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(58u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#item_state;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(64u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#exam;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(72u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#command;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#refused;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(88u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#withheld;
                if *val_ref {
                    encoder.encode_varint32(96u32)?;
                    encoder.encode_bool(*val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#id;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                let val_ref = &self.r#kind;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#item;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#item_id;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#item_state;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#exam;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#command;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#refused;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#withheld;
                if *val_ref {
                    size += 1usize + 1;
                }
            }
            size
        }
    }
    /// Inner types for `Event`
    pub mod Event_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
        }
    }
    /// Events of the past: to catch up after a gap or a lost link. Needs no credits and changes none.
    /// Answer: EVENTS.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetEvents {
        /// The last id that the vendor has; 0: from the beginning.
        pub r#after_id: u32,
        /// How many events the answer has at most; 0: as many as fit. On a line that damages much, short answers come
        /// through where long ones do not.
        pub r#max_events: u32,
    }
    impl GetEvents {
        /// Return a reference to `after_id`
        #[inline]
        pub fn r#after_id(&self) -> &u32 {
            &self.r#after_id
        }
        /// Return a mutable reference to `after_id`
        #[inline]
        pub fn mut_after_id(&mut self) -> &mut u32 {
            &mut self.r#after_id
        }
        /// Set the value of `after_id`
        #[inline]
        pub fn set_after_id(&mut self, value: u32) -> &mut Self {
            self.r#after_id = value.into();
            self
        }
        /// Builder method that sets the value of `after_id`. Useful for initializing the message.
        #[inline]
        pub fn init_after_id(mut self, value: u32) -> Self {
            self.r#after_id = value.into();
            self
        }
        /// Return a reference to `max_events`
        #[inline]
        pub fn r#max_events(&self) -> &u32 {
            &self.r#max_events
        }
        /// Return a mutable reference to `max_events`
        #[inline]
        pub fn mut_max_events(&mut self) -> &mut u32 {
            &mut self.r#max_events
        }
        /// Set the value of `max_events`
        #[inline]
        pub fn set_max_events(&mut self, value: u32) -> &mut Self {
            self.r#max_events = value.into();
            self
        }
        /// Builder method that sets the value of `max_events`. Useful for initializing the message.
        #[inline]
        pub fn init_max_events(mut self, value: u32) -> Self {
            self.r#max_events = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for GetEvents {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#after_id;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#max_events;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetEvents {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#after_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#max_events;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#after_id;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#max_events;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Events in the order of their ids, as many as fit; empty where there is none behind after_id. With the last one
    /// below `newest` ask again.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Events {
        /// Ids of the oldest event that the device has kept and of the newest. Where `oldest` is above after_id + 1, those
        /// between are gone (the device keeps 8192): take the present states from GET_SNAPSHOT and GET_ITEM.
        pub r#oldest: u32,
        pub r#newest: u32,
        pub r#log_id: u32,
        pub r#events: ::heapless::Vec<Event, 6>,
    }
    impl Events {
        /// Return a reference to `oldest`
        #[inline]
        pub fn r#oldest(&self) -> &u32 {
            &self.r#oldest
        }
        /// Return a mutable reference to `oldest`
        #[inline]
        pub fn mut_oldest(&mut self) -> &mut u32 {
            &mut self.r#oldest
        }
        /// Set the value of `oldest`
        #[inline]
        pub fn set_oldest(&mut self, value: u32) -> &mut Self {
            self.r#oldest = value.into();
            self
        }
        /// Builder method that sets the value of `oldest`. Useful for initializing the message.
        #[inline]
        pub fn init_oldest(mut self, value: u32) -> Self {
            self.r#oldest = value.into();
            self
        }
        /// Return a reference to `newest`
        #[inline]
        pub fn r#newest(&self) -> &u32 {
            &self.r#newest
        }
        /// Return a mutable reference to `newest`
        #[inline]
        pub fn mut_newest(&mut self) -> &mut u32 {
            &mut self.r#newest
        }
        /// Set the value of `newest`
        #[inline]
        pub fn set_newest(&mut self, value: u32) -> &mut Self {
            self.r#newest = value.into();
            self
        }
        /// Builder method that sets the value of `newest`. Useful for initializing the message.
        #[inline]
        pub fn init_newest(mut self, value: u32) -> Self {
            self.r#newest = value.into();
            self
        }
        /// Return a reference to `log_id`
        #[inline]
        pub fn r#log_id(&self) -> &u32 {
            &self.r#log_id
        }
        /// Return a mutable reference to `log_id`
        #[inline]
        pub fn mut_log_id(&mut self) -> &mut u32 {
            &mut self.r#log_id
        }
        /// Set the value of `log_id`
        #[inline]
        pub fn set_log_id(&mut self, value: u32) -> &mut Self {
            self.r#log_id = value.into();
            self
        }
        /// Builder method that sets the value of `log_id`. Useful for initializing the message.
        #[inline]
        pub fn init_log_id(mut self, value: u32) -> Self {
            self.r#log_id = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Events {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#oldest;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#newest;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#log_id;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut val: Event = ::core::default::Default::default();
                        let mut_ref = &mut val;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        if let (Err(_), false) = (
                            self.r#events.pb_push(val),
                            decoder.ignore_repeated_cap_err,
                        ) {
                            return Err(::micropb::DecodeError::Capacity);
                        }
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Events {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< Event as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | (size +
                1usize) * 6usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#oldest;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#newest;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(29u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            {
                for (i, val_ref) in self.r#events.iter().enumerate() {
                    encoder.encode_varint32(34u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#oldest;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#newest;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#log_id;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            {
                for (i, val_ref) in self.r#events.iter().enumerate() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            size
        }
    }
    /// The checklist that is followed, page by page: it does not change while the device runs. Answer: CHECKLIST.
    /// Errors: OUT_OF_RANGE (first beyond the end).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetChecklist {
        /// Position of the first item wanted, from 0.
        pub r#first: u32,
    }
    impl GetChecklist {
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for GetChecklist {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetChecklist {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Part of the checklist.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct Checklist {
        pub r#total: u32,
        pub r#first: u32,
        pub r#items: ::heapless::Vec<ChecklistItem, 5>,
    }
    impl Checklist {
        /// Return a reference to `total`
        #[inline]
        pub fn r#total(&self) -> &u32 {
            &self.r#total
        }
        /// Return a mutable reference to `total`
        #[inline]
        pub fn mut_total(&mut self) -> &mut u32 {
            &mut self.r#total
        }
        /// Set the value of `total`
        #[inline]
        pub fn set_total(&mut self, value: u32) -> &mut Self {
            self.r#total = value.into();
            self
        }
        /// Builder method that sets the value of `total`. Useful for initializing the message.
        #[inline]
        pub fn init_total(mut self, value: u32) -> Self {
            self.r#total = value.into();
            self
        }
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Checklist {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#total;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut val: ChecklistItem = ::core::default::Default::default();
                        let mut_ref = &mut val;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        if let (Err(_), false) = (
                            self.r#items.pb_push(val),
                            decoder.ignore_repeated_cap_err,
                        ) {
                            return Err(::micropb::DecodeError::Capacity);
                        }
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Checklist {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< ChecklistItem as ::micropb::MessageEncode >
                ::MAX_SIZE, | size | ::micropb::size::sizeof_len_record(size)), | size |
                (size + 1usize) * 5usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                for (i, val_ref) in self.r#items.iter().enumerate() {
                    encoder.encode_varint32(26u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                for (i, val_ref) in self.r#items.iter().enumerate() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            size
        }
    }
    /// An item of the checklist.
    #[derive(Debug, Default, PartialEq, Clone)]
    pub struct ChecklistItem {
        /// Its id in the checklist, such as "F5", and a short wording for people.
        pub r#id: ::heapless::String<8>,
        pub r#label: ::heapless::String<64>,
        /// The view that it belongs to; VIEW_NONE: any.
        pub r#view: View,
    }
    impl ChecklistItem {
        /// Return a reference to `id`
        #[inline]
        pub fn r#id(&self) -> &::heapless::String<8> {
            &self.r#id
        }
        /// Return a mutable reference to `id`
        #[inline]
        pub fn mut_id(&mut self) -> &mut ::heapless::String<8> {
            &mut self.r#id
        }
        /// Set the value of `id`
        #[inline]
        pub fn set_id(&mut self, value: ::heapless::String<8>) -> &mut Self {
            self.r#id = value.into();
            self
        }
        /// Builder method that sets the value of `id`. Useful for initializing the message.
        #[inline]
        pub fn init_id(mut self, value: ::heapless::String<8>) -> Self {
            self.r#id = value.into();
            self
        }
        /// Return a reference to `label`
        #[inline]
        pub fn r#label(&self) -> &::heapless::String<64> {
            &self.r#label
        }
        /// Return a mutable reference to `label`
        #[inline]
        pub fn mut_label(&mut self) -> &mut ::heapless::String<64> {
            &mut self.r#label
        }
        /// Set the value of `label`
        #[inline]
        pub fn set_label(&mut self, value: ::heapless::String<64>) -> &mut Self {
            self.r#label = value.into();
            self
        }
        /// Builder method that sets the value of `label`. Useful for initializing the message.
        #[inline]
        pub fn init_label(mut self, value: ::heapless::String<64>) -> Self {
            self.r#label = value.into();
            self
        }
        /// Return a reference to `view`
        #[inline]
        pub fn r#view(&self) -> &View {
            &self.r#view
        }
        /// Return a mutable reference to `view`
        #[inline]
        pub fn mut_view(&mut self) -> &mut View {
            &mut self.r#view
        }
        /// Set the value of `view`
        #[inline]
        pub fn set_view(&mut self, value: View) -> &mut Self {
            self.r#view = value.into();
            self
        }
        /// Builder method that sets the value of `view`. Useful for initializing the message.
        #[inline]
        pub fn init_view(mut self, value: View) -> Self {
            self.r#view = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for ChecklistItem {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#id;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#label;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#view;
                        {
                            let val = decoder.decode_int32().map(|n| View(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for ChecklistItem {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(9usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(65usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(View::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#id;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(10u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#label;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(18u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#id;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#label;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            size
        }
    }
    /// Answer: ITEM. Errors: OUT_OF_RANGE, WITHHELD.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetItem {
        /// Position in the checklist, from 0.
        pub r#item: u32,
    }
    impl GetItem {
        /// Return a reference to `item`
        #[inline]
        pub fn r#item(&self) -> &u32 {
            &self.r#item
        }
        /// Return a mutable reference to `item`
        #[inline]
        pub fn mut_item(&mut self) -> &mut u32 {
            &mut self.r#item
        }
        /// Set the value of `item`
        #[inline]
        pub fn set_item(&mut self, value: u32) -> &mut Self {
            self.r#item = value.into();
            self
        }
        /// Builder method that sets the value of `item`. Useful for initializing the message.
        #[inline]
        pub fn init_item(mut self, value: u32) -> Self {
            self.r#item = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for GetItem {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#item;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetItem {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#item;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#item;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// An item as it stands now.
    #[derive(Debug, Default, Clone)]
    pub struct Item {
        pub r#item: u32,
        pub r#id: ::heapless::String<8>,
        pub r#view: View,
        pub r#state: ItemState,
        /// The best confidence of its weakest structure so far, per cent, 0 to 100.
        pub r#confidence_percent: u32,
        /// The frame behind the state; `frame` and `time_ms` of the last frame read where no frame settles it.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        /// Whether a frame settles it.
        pub r#settled: bool,
        /// Why the state is what it is, for people; cut at 160 bytes.
        pub r#reason: ::heapless::String<160>,
        /// Tracks presence of optional and message fields
        pub _has: Item_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Item {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#item == other.r#item);
            ret &= (self.r#id == other.r#id);
            ret &= (self.r#view == other.r#view);
            ret &= (self.r#state == other.r#state);
            ret &= (self.r#confidence_percent == other.r#confidence_percent);
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#settled == other.r#settled);
            ret &= (self.r#reason == other.r#reason);
            ret
        }
    }
    impl Item {
        /// Return a reference to `item`
        #[inline]
        pub fn r#item(&self) -> &u32 {
            &self.r#item
        }
        /// Return a mutable reference to `item`
        #[inline]
        pub fn mut_item(&mut self) -> &mut u32 {
            &mut self.r#item
        }
        /// Set the value of `item`
        #[inline]
        pub fn set_item(&mut self, value: u32) -> &mut Self {
            self.r#item = value.into();
            self
        }
        /// Builder method that sets the value of `item`. Useful for initializing the message.
        #[inline]
        pub fn init_item(mut self, value: u32) -> Self {
            self.r#item = value.into();
            self
        }
        /// Return a reference to `id`
        #[inline]
        pub fn r#id(&self) -> &::heapless::String<8> {
            &self.r#id
        }
        /// Return a mutable reference to `id`
        #[inline]
        pub fn mut_id(&mut self) -> &mut ::heapless::String<8> {
            &mut self.r#id
        }
        /// Set the value of `id`
        #[inline]
        pub fn set_id(&mut self, value: ::heapless::String<8>) -> &mut Self {
            self.r#id = value.into();
            self
        }
        /// Builder method that sets the value of `id`. Useful for initializing the message.
        #[inline]
        pub fn init_id(mut self, value: ::heapless::String<8>) -> Self {
            self.r#id = value.into();
            self
        }
        /// Return a reference to `view`
        #[inline]
        pub fn r#view(&self) -> &View {
            &self.r#view
        }
        /// Return a mutable reference to `view`
        #[inline]
        pub fn mut_view(&mut self) -> &mut View {
            &mut self.r#view
        }
        /// Set the value of `view`
        #[inline]
        pub fn set_view(&mut self, value: View) -> &mut Self {
            self.r#view = value.into();
            self
        }
        /// Builder method that sets the value of `view`. Useful for initializing the message.
        #[inline]
        pub fn init_view(mut self, value: View) -> Self {
            self.r#view = value.into();
            self
        }
        /// Return a reference to `state`
        #[inline]
        pub fn r#state(&self) -> &ItemState {
            &self.r#state
        }
        /// Return a mutable reference to `state`
        #[inline]
        pub fn mut_state(&mut self) -> &mut ItemState {
            &mut self.r#state
        }
        /// Set the value of `state`
        #[inline]
        pub fn set_state(&mut self, value: ItemState) -> &mut Self {
            self.r#state = value.into();
            self
        }
        /// Builder method that sets the value of `state`. Useful for initializing the message.
        #[inline]
        pub fn init_state(mut self, value: ItemState) -> Self {
            self.r#state = value.into();
            self
        }
        /// Return a reference to `confidence_percent`
        #[inline]
        pub fn r#confidence_percent(&self) -> &u32 {
            &self.r#confidence_percent
        }
        /// Return a mutable reference to `confidence_percent`
        #[inline]
        pub fn mut_confidence_percent(&mut self) -> &mut u32 {
            &mut self.r#confidence_percent
        }
        /// Set the value of `confidence_percent`
        #[inline]
        pub fn set_confidence_percent(&mut self, value: u32) -> &mut Self {
            self.r#confidence_percent = value.into();
            self
        }
        /// Builder method that sets the value of `confidence_percent`. Useful for initializing the message.
        #[inline]
        pub fn init_confidence_percent(mut self, value: u32) -> Self {
            self.r#confidence_percent = value.into();
            self
        }
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `settled`
        #[inline]
        pub fn r#settled(&self) -> &bool {
            &self.r#settled
        }
        /// Return a mutable reference to `settled`
        #[inline]
        pub fn mut_settled(&mut self) -> &mut bool {
            &mut self.r#settled
        }
        /// Set the value of `settled`
        #[inline]
        pub fn set_settled(&mut self, value: bool) -> &mut Self {
            self.r#settled = value.into();
            self
        }
        /// Builder method that sets the value of `settled`. Useful for initializing the message.
        #[inline]
        pub fn init_settled(mut self, value: bool) -> Self {
            self.r#settled = value.into();
            self
        }
        /// Return a reference to `reason`
        #[inline]
        pub fn r#reason(&self) -> &::heapless::String<160> {
            &self.r#reason
        }
        /// Return a mutable reference to `reason`
        #[inline]
        pub fn mut_reason(&mut self) -> &mut ::heapless::String<160> {
            &mut self.r#reason
        }
        /// Set the value of `reason`
        #[inline]
        pub fn set_reason(&mut self, value: ::heapless::String<160>) -> &mut Self {
            self.r#reason = value.into();
            self
        }
        /// Builder method that sets the value of `reason`. Useful for initializing the message.
        #[inline]
        pub fn init_reason(mut self, value: ::heapless::String<160>) -> Self {
            self.r#reason = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Item {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#item;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#id;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#view;
                        {
                            let val = decoder.decode_int32().map(|n| View(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#state;
                        {
                            let val = decoder.decode_int32().map(|n| ItemState(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#confidence_percent;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#settled;
                        {
                            let val = decoder.decode_bool()?;
                            let val_ref = &val;
                            if *val_ref {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#reason;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Item {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(9usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(View::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(ItemState::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(1usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(162usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#item;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#id;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(18u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#confidence_percent;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(50u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                let val_ref = &self.r#settled;
                if *val_ref {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_bool(*val_ref)?;
                }
            }
            {
                let val_ref = &self.r#reason;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(66u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#item;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#id;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#state;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#confidence_percent;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                let val_ref = &self.r#settled;
                if *val_ref {
                    size += 1usize + 1;
                }
            }
            {
                let val_ref = &self.r#reason;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Inner types for `Item`
    pub mod Item_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
        }
    }
    /// Answer: MEASUREMENTS. Errors: OUT_OF_RANGE, WITHHELD.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetMeasurements {
        /// Position of the first one wanted, from 0, in the order of Measure.
        pub r#first: u32,
    }
    impl GetMeasurements {
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for GetMeasurements {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetMeasurements {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Part of the measurements.
    #[derive(Debug, Default, Clone)]
    pub struct Measurements {
        pub r#total: u32,
        pub r#first: u32,
        /// The last frame read.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        /// Heart rate and its standard error, tenths of a beat a minute; 0 and a reason where it is withheld. Not a
        /// rhythm diagnosis.
        pub r#heart_rate_deci: u32,
        pub r#heart_rate_error_deci: u32,
        pub r#heart_rate_withheld: Withheld,
        pub r#measurements: ::heapless::Vec<Measurement, 6>,
        /// Tracks presence of optional and message fields
        pub _has: Measurements_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Measurements {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#total == other.r#total);
            ret &= (self.r#first == other.r#first);
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#heart_rate_deci == other.r#heart_rate_deci);
            ret &= (self.r#heart_rate_error_deci == other.r#heart_rate_error_deci);
            ret &= (self.r#heart_rate_withheld == other.r#heart_rate_withheld);
            ret &= (self.r#measurements == other.r#measurements);
            ret
        }
    }
    impl Measurements {
        /// Return a reference to `total`
        #[inline]
        pub fn r#total(&self) -> &u32 {
            &self.r#total
        }
        /// Return a mutable reference to `total`
        #[inline]
        pub fn mut_total(&mut self) -> &mut u32 {
            &mut self.r#total
        }
        /// Set the value of `total`
        #[inline]
        pub fn set_total(&mut self, value: u32) -> &mut Self {
            self.r#total = value.into();
            self
        }
        /// Builder method that sets the value of `total`. Useful for initializing the message.
        #[inline]
        pub fn init_total(mut self, value: u32) -> Self {
            self.r#total = value.into();
            self
        }
        /// Return a reference to `first`
        #[inline]
        pub fn r#first(&self) -> &u32 {
            &self.r#first
        }
        /// Return a mutable reference to `first`
        #[inline]
        pub fn mut_first(&mut self) -> &mut u32 {
            &mut self.r#first
        }
        /// Set the value of `first`
        #[inline]
        pub fn set_first(&mut self, value: u32) -> &mut Self {
            self.r#first = value.into();
            self
        }
        /// Builder method that sets the value of `first`. Useful for initializing the message.
        #[inline]
        pub fn init_first(mut self, value: u32) -> Self {
            self.r#first = value.into();
            self
        }
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `heart_rate_deci`
        #[inline]
        pub fn r#heart_rate_deci(&self) -> &u32 {
            &self.r#heart_rate_deci
        }
        /// Return a mutable reference to `heart_rate_deci`
        #[inline]
        pub fn mut_heart_rate_deci(&mut self) -> &mut u32 {
            &mut self.r#heart_rate_deci
        }
        /// Set the value of `heart_rate_deci`
        #[inline]
        pub fn set_heart_rate_deci(&mut self, value: u32) -> &mut Self {
            self.r#heart_rate_deci = value.into();
            self
        }
        /// Builder method that sets the value of `heart_rate_deci`. Useful for initializing the message.
        #[inline]
        pub fn init_heart_rate_deci(mut self, value: u32) -> Self {
            self.r#heart_rate_deci = value.into();
            self
        }
        /// Return a reference to `heart_rate_error_deci`
        #[inline]
        pub fn r#heart_rate_error_deci(&self) -> &u32 {
            &self.r#heart_rate_error_deci
        }
        /// Return a mutable reference to `heart_rate_error_deci`
        #[inline]
        pub fn mut_heart_rate_error_deci(&mut self) -> &mut u32 {
            &mut self.r#heart_rate_error_deci
        }
        /// Set the value of `heart_rate_error_deci`
        #[inline]
        pub fn set_heart_rate_error_deci(&mut self, value: u32) -> &mut Self {
            self.r#heart_rate_error_deci = value.into();
            self
        }
        /// Builder method that sets the value of `heart_rate_error_deci`. Useful for initializing the message.
        #[inline]
        pub fn init_heart_rate_error_deci(mut self, value: u32) -> Self {
            self.r#heart_rate_error_deci = value.into();
            self
        }
        /// Return a reference to `heart_rate_withheld`
        #[inline]
        pub fn r#heart_rate_withheld(&self) -> &Withheld {
            &self.r#heart_rate_withheld
        }
        /// Return a mutable reference to `heart_rate_withheld`
        #[inline]
        pub fn mut_heart_rate_withheld(&mut self) -> &mut Withheld {
            &mut self.r#heart_rate_withheld
        }
        /// Set the value of `heart_rate_withheld`
        #[inline]
        pub fn set_heart_rate_withheld(&mut self, value: Withheld) -> &mut Self {
            self.r#heart_rate_withheld = value.into();
            self
        }
        /// Builder method that sets the value of `heart_rate_withheld`. Useful for initializing the message.
        #[inline]
        pub fn init_heart_rate_withheld(mut self, value: Withheld) -> Self {
            self.r#heart_rate_withheld = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Measurements {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#total;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#heart_rate_deci;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#heart_rate_error_deci;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#heart_rate_withheld;
                        {
                            let val = decoder.decode_int32().map(|n| Withheld(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut val: Measurement = ::core::default::Default::default();
                        let mut_ref = &mut val;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        if let (Err(_), false) = (
                            self.r#measurements.pb_push(val),
                            decoder.ignore_repeated_cap_err,
                        ) {
                            return Err(::micropb::DecodeError::Capacity);
                        }
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Measurements {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Withheld::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< Measurement as ::micropb::MessageEncode >
                ::MAX_SIZE, | size | ::micropb::size::sizeof_len_record(size)), | size |
                (size + 1usize) * 6usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(26u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                let val_ref = &self.r#heart_rate_deci;
                if *val_ref != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#heart_rate_error_deci;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#heart_rate_withheld;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(48u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                for (i, val_ref) in self.r#measurements.iter().enumerate() {
                    encoder.encode_varint32(58u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#first;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                let val_ref = &self.r#heart_rate_deci;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#heart_rate_error_deci;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#heart_rate_withheld;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                for (i, val_ref) in self.r#measurements.iter().enumerate() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            size
        }
    }
    /// Inner types for `Measurements`
    pub mod Measurements_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
        }
    }
    /// A measurement: the median over the frames of its view, or why there is none. Video carries no scale: ratios and
    /// angles only.
    #[derive(Debug, Default, Clone, Copy)]
    pub struct Measurement {
        pub r#measure: Measure,
        /// Why there is none; UNSPECIFIED where there is one.
        pub r#withheld: Withheld,
        /// The median and its spread, thousandths (axis: thousandths of a degree).
        pub r#value_milli: i32,
        pub r#spread_milli: u32,
        /// How sure, per cent, 0 to 100.
        pub r#confidence_percent: u32,
        /// How many frames, and the numbers of the first, the last and the best one.
        pub r#frames: u32,
        pub r#first_frame: u32,
        pub r#last_frame: u32,
        pub r#best_frame: u32,
        /// How many published standard deviations it lies from the mean of its age, thousandths; left out where no
        /// formula is published or no age was entered.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#z_score_milli: i32,
        /// Tracks presence of optional and message fields
        pub _has: Measurement_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Measurement {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#measure == other.r#measure);
            ret &= (self.r#withheld == other.r#withheld);
            ret &= (self.r#value_milli == other.r#value_milli);
            ret &= (self.r#spread_milli == other.r#spread_milli);
            ret &= (self.r#confidence_percent == other.r#confidence_percent);
            ret &= (self.r#frames == other.r#frames);
            ret &= (self.r#first_frame == other.r#first_frame);
            ret &= (self.r#last_frame == other.r#last_frame);
            ret &= (self.r#best_frame == other.r#best_frame);
            ret &= (self.r#z_score_milli() == other.r#z_score_milli());
            ret
        }
    }
    impl Measurement {
        /// Return a reference to `measure`
        #[inline]
        pub fn r#measure(&self) -> &Measure {
            &self.r#measure
        }
        /// Return a mutable reference to `measure`
        #[inline]
        pub fn mut_measure(&mut self) -> &mut Measure {
            &mut self.r#measure
        }
        /// Set the value of `measure`
        #[inline]
        pub fn set_measure(&mut self, value: Measure) -> &mut Self {
            self.r#measure = value.into();
            self
        }
        /// Builder method that sets the value of `measure`. Useful for initializing the message.
        #[inline]
        pub fn init_measure(mut self, value: Measure) -> Self {
            self.r#measure = value.into();
            self
        }
        /// Return a reference to `withheld`
        #[inline]
        pub fn r#withheld(&self) -> &Withheld {
            &self.r#withheld
        }
        /// Return a mutable reference to `withheld`
        #[inline]
        pub fn mut_withheld(&mut self) -> &mut Withheld {
            &mut self.r#withheld
        }
        /// Set the value of `withheld`
        #[inline]
        pub fn set_withheld(&mut self, value: Withheld) -> &mut Self {
            self.r#withheld = value.into();
            self
        }
        /// Builder method that sets the value of `withheld`. Useful for initializing the message.
        #[inline]
        pub fn init_withheld(mut self, value: Withheld) -> Self {
            self.r#withheld = value.into();
            self
        }
        /// Return a reference to `value_milli`
        #[inline]
        pub fn r#value_milli(&self) -> &i32 {
            &self.r#value_milli
        }
        /// Return a mutable reference to `value_milli`
        #[inline]
        pub fn mut_value_milli(&mut self) -> &mut i32 {
            &mut self.r#value_milli
        }
        /// Set the value of `value_milli`
        #[inline]
        pub fn set_value_milli(&mut self, value: i32) -> &mut Self {
            self.r#value_milli = value.into();
            self
        }
        /// Builder method that sets the value of `value_milli`. Useful for initializing the message.
        #[inline]
        pub fn init_value_milli(mut self, value: i32) -> Self {
            self.r#value_milli = value.into();
            self
        }
        /// Return a reference to `spread_milli`
        #[inline]
        pub fn r#spread_milli(&self) -> &u32 {
            &self.r#spread_milli
        }
        /// Return a mutable reference to `spread_milli`
        #[inline]
        pub fn mut_spread_milli(&mut self) -> &mut u32 {
            &mut self.r#spread_milli
        }
        /// Set the value of `spread_milli`
        #[inline]
        pub fn set_spread_milli(&mut self, value: u32) -> &mut Self {
            self.r#spread_milli = value.into();
            self
        }
        /// Builder method that sets the value of `spread_milli`. Useful for initializing the message.
        #[inline]
        pub fn init_spread_milli(mut self, value: u32) -> Self {
            self.r#spread_milli = value.into();
            self
        }
        /// Return a reference to `confidence_percent`
        #[inline]
        pub fn r#confidence_percent(&self) -> &u32 {
            &self.r#confidence_percent
        }
        /// Return a mutable reference to `confidence_percent`
        #[inline]
        pub fn mut_confidence_percent(&mut self) -> &mut u32 {
            &mut self.r#confidence_percent
        }
        /// Set the value of `confidence_percent`
        #[inline]
        pub fn set_confidence_percent(&mut self, value: u32) -> &mut Self {
            self.r#confidence_percent = value.into();
            self
        }
        /// Builder method that sets the value of `confidence_percent`. Useful for initializing the message.
        #[inline]
        pub fn init_confidence_percent(mut self, value: u32) -> Self {
            self.r#confidence_percent = value.into();
            self
        }
        /// Return a reference to `frames`
        #[inline]
        pub fn r#frames(&self) -> &u32 {
            &self.r#frames
        }
        /// Return a mutable reference to `frames`
        #[inline]
        pub fn mut_frames(&mut self) -> &mut u32 {
            &mut self.r#frames
        }
        /// Set the value of `frames`
        #[inline]
        pub fn set_frames(&mut self, value: u32) -> &mut Self {
            self.r#frames = value.into();
            self
        }
        /// Builder method that sets the value of `frames`. Useful for initializing the message.
        #[inline]
        pub fn init_frames(mut self, value: u32) -> Self {
            self.r#frames = value.into();
            self
        }
        /// Return a reference to `first_frame`
        #[inline]
        pub fn r#first_frame(&self) -> &u32 {
            &self.r#first_frame
        }
        /// Return a mutable reference to `first_frame`
        #[inline]
        pub fn mut_first_frame(&mut self) -> &mut u32 {
            &mut self.r#first_frame
        }
        /// Set the value of `first_frame`
        #[inline]
        pub fn set_first_frame(&mut self, value: u32) -> &mut Self {
            self.r#first_frame = value.into();
            self
        }
        /// Builder method that sets the value of `first_frame`. Useful for initializing the message.
        #[inline]
        pub fn init_first_frame(mut self, value: u32) -> Self {
            self.r#first_frame = value.into();
            self
        }
        /// Return a reference to `last_frame`
        #[inline]
        pub fn r#last_frame(&self) -> &u32 {
            &self.r#last_frame
        }
        /// Return a mutable reference to `last_frame`
        #[inline]
        pub fn mut_last_frame(&mut self) -> &mut u32 {
            &mut self.r#last_frame
        }
        /// Set the value of `last_frame`
        #[inline]
        pub fn set_last_frame(&mut self, value: u32) -> &mut Self {
            self.r#last_frame = value.into();
            self
        }
        /// Builder method that sets the value of `last_frame`. Useful for initializing the message.
        #[inline]
        pub fn init_last_frame(mut self, value: u32) -> Self {
            self.r#last_frame = value.into();
            self
        }
        /// Return a reference to `best_frame`
        #[inline]
        pub fn r#best_frame(&self) -> &u32 {
            &self.r#best_frame
        }
        /// Return a mutable reference to `best_frame`
        #[inline]
        pub fn mut_best_frame(&mut self) -> &mut u32 {
            &mut self.r#best_frame
        }
        /// Set the value of `best_frame`
        #[inline]
        pub fn set_best_frame(&mut self, value: u32) -> &mut Self {
            self.r#best_frame = value.into();
            self
        }
        /// Builder method that sets the value of `best_frame`. Useful for initializing the message.
        #[inline]
        pub fn init_best_frame(mut self, value: u32) -> Self {
            self.r#best_frame = value.into();
            self
        }
        /// Return a reference to `z_score_milli` as an `Option`
        #[inline]
        pub fn r#z_score_milli(&self) -> ::core::option::Option<&i32> {
            self._has.r#z_score_milli().then_some(&self.r#z_score_milli)
        }
        /// Set the value and presence of `z_score_milli`
        #[inline]
        pub fn set_z_score_milli(&mut self, value: i32) -> &mut Self {
            self._has.set_z_score_milli();
            self.r#z_score_milli = value.into();
            self
        }
        /// Return a mutable reference to `z_score_milli` as an `Option`
        #[inline]
        pub fn mut_z_score_milli(&mut self) -> ::core::option::Option<&mut i32> {
            self._has.r#z_score_milli().then_some(&mut self.r#z_score_milli)
        }
        /// Clear the presence of `z_score_milli`
        #[inline]
        pub fn clear_z_score_milli(&mut self) -> &mut Self {
            self._has.clear_z_score_milli();
            self
        }
        /// Take the value of `z_score_milli` and clear its presence
        #[inline]
        pub fn take_z_score_milli(&mut self) -> ::core::option::Option<i32> {
            let val = self
                ._has
                .r#z_score_milli()
                .then(|| ::core::mem::take(&mut self.r#z_score_milli));
            self._has.clear_z_score_milli();
            val
        }
        /// Builder method that sets the value of `z_score_milli`. Useful for initializing the message.
        #[inline]
        pub fn init_z_score_milli(mut self, value: i32) -> Self {
            self.set_z_score_milli(value);
            self
        }
    }
    impl ::micropb::MessageDecode for Measurement {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#measure;
                        {
                            let val = decoder.decode_int32().map(|n| Measure(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#withheld;
                        {
                            let val = decoder.decode_int32().map(|n| Withheld(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#value_milli;
                        {
                            let val = decoder.decode_sint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#spread_milli;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#confidence_percent;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#frames;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#first_frame;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#last_frame;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    9u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#best_frame;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    10u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#z_score_milli;
                        {
                            let val = decoder.decode_sint32()?;
                            *mut_ref = val as _;
                        };
                        self._has.set_z_score_milli();
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Measurement {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Measure::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(Withheld::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#measure;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#withheld;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#value_milli;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_sint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#spread_milli;
                if *val_ref != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#confidence_percent;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#frames;
                if *val_ref != 0 {
                    encoder.encode_varint32(48u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#first_frame;
                if *val_ref != 0 {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#last_frame;
                if *val_ref != 0 {
                    encoder.encode_varint32(64u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#best_frame;
                if *val_ref != 0 {
                    encoder.encode_varint32(72u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#z_score_milli() {
                    encoder.encode_varint32(80u32)?;
                    encoder.encode_sint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#measure;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#withheld;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#value_milli;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_sint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#spread_milli;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#confidence_percent;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#frames;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#first_frame;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#last_frame;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#best_frame;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#z_score_milli() {
                    size += 1usize + ::micropb::size::sizeof_sint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// Inner types for `Measurement`
    pub mod Measurement_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `z_score_milli`
            #[inline]
            pub const fn r#z_score_milli(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `z_score_milli`
            #[inline]
            pub const fn set_z_score_milli(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `z_score_milli`
            #[inline]
            pub const fn clear_z_score_milli(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `z_score_milli`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_z_score_milli(mut self) -> Self {
                self.set_z_score_milli();
                self
            }
        }
    }
    /// What to look at again. Answer: FINDINGS. Errors: WITHHELD, NOT_AVAILABLE (the site has findings switched off).
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetFindings {}
    impl GetFindings {}
    impl ::micropb::MessageDecode for GetFindings {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetFindings {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            size
        }
    }
    /// What to look at again: apart from what was seen, and to be shown apart from it. It is no diagnosis.
    #[derive(Debug, Default, Clone)]
    pub struct Findings {
        /// The last frame read.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        /// Score, thousandths, 0 to 1000; left out where too little was shown.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#score_milli: u32,
        /// Why there is no score, for people. At most 96 bytes.
        pub r#withheld: ::heapless::String<96>,
        /// How many there are; what adds most comes first, and at most 4 are told here.
        pub r#total: u32,
        /// For people, each at most 80 bytes.
        pub r#look_again: ::heapless::Vec<::heapless::String<80>, 4>,
        /// Tracks presence of optional and message fields
        pub _has: Findings_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for Findings {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#score_milli() == other.r#score_milli());
            ret &= (self.r#withheld == other.r#withheld);
            ret &= (self.r#total == other.r#total);
            ret &= (self.r#look_again == other.r#look_again);
            ret
        }
    }
    impl Findings {
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `score_milli` as an `Option`
        #[inline]
        pub fn r#score_milli(&self) -> ::core::option::Option<&u32> {
            self._has.r#score_milli().then_some(&self.r#score_milli)
        }
        /// Set the value and presence of `score_milli`
        #[inline]
        pub fn set_score_milli(&mut self, value: u32) -> &mut Self {
            self._has.set_score_milli();
            self.r#score_milli = value.into();
            self
        }
        /// Return a mutable reference to `score_milli` as an `Option`
        #[inline]
        pub fn mut_score_milli(&mut self) -> ::core::option::Option<&mut u32> {
            self._has.r#score_milli().then_some(&mut self.r#score_milli)
        }
        /// Clear the presence of `score_milli`
        #[inline]
        pub fn clear_score_milli(&mut self) -> &mut Self {
            self._has.clear_score_milli();
            self
        }
        /// Take the value of `score_milli` and clear its presence
        #[inline]
        pub fn take_score_milli(&mut self) -> ::core::option::Option<u32> {
            let val = self
                ._has
                .r#score_milli()
                .then(|| ::core::mem::take(&mut self.r#score_milli));
            self._has.clear_score_milli();
            val
        }
        /// Builder method that sets the value of `score_milli`. Useful for initializing the message.
        #[inline]
        pub fn init_score_milli(mut self, value: u32) -> Self {
            self.set_score_milli(value);
            self
        }
        /// Return a reference to `withheld`
        #[inline]
        pub fn r#withheld(&self) -> &::heapless::String<96> {
            &self.r#withheld
        }
        /// Return a mutable reference to `withheld`
        #[inline]
        pub fn mut_withheld(&mut self) -> &mut ::heapless::String<96> {
            &mut self.r#withheld
        }
        /// Set the value of `withheld`
        #[inline]
        pub fn set_withheld(&mut self, value: ::heapless::String<96>) -> &mut Self {
            self.r#withheld = value.into();
            self
        }
        /// Builder method that sets the value of `withheld`. Useful for initializing the message.
        #[inline]
        pub fn init_withheld(mut self, value: ::heapless::String<96>) -> Self {
            self.r#withheld = value.into();
            self
        }
        /// Return a reference to `total`
        #[inline]
        pub fn r#total(&self) -> &u32 {
            &self.r#total
        }
        /// Return a mutable reference to `total`
        #[inline]
        pub fn mut_total(&mut self) -> &mut u32 {
            &mut self.r#total
        }
        /// Set the value of `total`
        #[inline]
        pub fn set_total(&mut self, value: u32) -> &mut Self {
            self.r#total = value.into();
            self
        }
        /// Builder method that sets the value of `total`. Useful for initializing the message.
        #[inline]
        pub fn init_total(mut self, value: u32) -> Self {
            self.r#total = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for Findings {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    2u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#score_milli;
                        {
                            let val = decoder.decode_varint32()?;
                            *mut_ref = val as _;
                        };
                        self._has.set_score_milli();
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#withheld;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#total;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut val: ::heapless::String<80> = ::core::default::Default::default();
                        let mut_ref = &mut val;
                        {
                            decoder
                                .decode_string(mut_ref, ::micropb::Presence::Explicit)?;
                        };
                        if let (Err(_), false) = (
                            self.r#look_again.pb_push(val),
                            decoder.ignore_repeated_cap_err,
                        ) {
                            return Err(::micropb::DecodeError::Capacity);
                        }
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for Findings {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(97usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(81usize), | size | (size + 1usize) * 4usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(10u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#score_milli() {
                    encoder.encode_varint32(16u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#withheld;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(26u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                for (i, val_ref) in self.r#look_again.iter().enumerate() {
                    encoder.encode_varint32(42u32)?;
                    encoder.encode_string(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#score_milli() {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#withheld;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            {
                let val_ref = &self.r#total;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                for (i, val_ref) in self.r#look_again.iter().enumerate() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Inner types for `Findings`
    pub mod Findings_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
            /// Query presence of `score_milli`
            #[inline]
            pub const fn r#score_milli(&self) -> bool {
                (self.0[0] & 2) != 0
            }
            /// Set presence of `score_milli`
            #[inline]
            pub const fn set_score_milli(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 2;
                self
            }
            /// Clear presence of `score_milli`
            #[inline]
            pub const fn clear_score_milli(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !2;
                self
            }
            /// Builder method that sets the presence of `score_milli`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_score_milli(mut self) -> Self {
                self.set_score_milli();
                self
            }
        }
    }
    /// A part of the best picture of a view, as a small picture: the ultrasound sector alone, nothing around it.
    /// The first request has image_id 0 and offset 0; the next ones the image_id of the answer. After a lost link go on
    /// with the same image_id and offset. Answer: KEY_IMAGE.
    /// Errors: NOT_AVAILABLE (view not shown yet), CHANGED, OUT_OF_RANGE, WITHHELD.
    #[derive(Debug, Default, PartialEq, Clone, Copy)]
    pub struct GetKeyImage {
        pub r#view: View,
        /// 0: the present one.
        pub r#image_id: u32,
        /// Position of the first byte wanted.
        pub r#offset: u32,
    }
    impl GetKeyImage {
        /// Return a reference to `view`
        #[inline]
        pub fn r#view(&self) -> &View {
            &self.r#view
        }
        /// Return a mutable reference to `view`
        #[inline]
        pub fn mut_view(&mut self) -> &mut View {
            &mut self.r#view
        }
        /// Set the value of `view`
        #[inline]
        pub fn set_view(&mut self, value: View) -> &mut Self {
            self.r#view = value.into();
            self
        }
        /// Builder method that sets the value of `view`. Useful for initializing the message.
        #[inline]
        pub fn init_view(mut self, value: View) -> Self {
            self.r#view = value.into();
            self
        }
        /// Return a reference to `image_id`
        #[inline]
        pub fn r#image_id(&self) -> &u32 {
            &self.r#image_id
        }
        /// Return a mutable reference to `image_id`
        #[inline]
        pub fn mut_image_id(&mut self) -> &mut u32 {
            &mut self.r#image_id
        }
        /// Set the value of `image_id`
        #[inline]
        pub fn set_image_id(&mut self, value: u32) -> &mut Self {
            self.r#image_id = value.into();
            self
        }
        /// Builder method that sets the value of `image_id`. Useful for initializing the message.
        #[inline]
        pub fn init_image_id(mut self, value: u32) -> Self {
            self.r#image_id = value.into();
            self
        }
        /// Return a reference to `offset`
        #[inline]
        pub fn r#offset(&self) -> &u32 {
            &self.r#offset
        }
        /// Return a mutable reference to `offset`
        #[inline]
        pub fn mut_offset(&mut self) -> &mut u32 {
            &mut self.r#offset
        }
        /// Set the value of `offset`
        #[inline]
        pub fn set_offset(&mut self, value: u32) -> &mut Self {
            self.r#offset = value.into();
            self
        }
        /// Builder method that sets the value of `offset`. Useful for initializing the message.
        #[inline]
        pub fn init_offset(mut self, value: u32) -> Self {
            self.r#offset = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for GetKeyImage {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#view;
                        {
                            let val = decoder.decode_int32().map(|n| View(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#image_id;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#offset;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for GetKeyImage {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(View::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#image_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(21u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#offset;
                if *val_ref != 0 {
                    encoder.encode_varint32(24u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#image_id;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            {
                let val_ref = &self.r#offset;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            size
        }
    }
    /// A part of a key image.
    #[derive(Debug, Default, Clone)]
    pub struct KeyImage {
        pub r#view: View,
        /// CRC-32 (as of frames) of all of its bytes: to check what was put together.
        pub r#image_id: u32,
        /// The frame that it shows.
        ///
        /// *Note:* The presence of this field is tracked separately in the `_has` field. It's recommended to access this field via the accessor rather than directly.
        pub r#stamp: Stamp,
        /// Pixels: at most 160 x 120, brightness alone.
        pub r#width: u32,
        pub r#height: u32,
        /// Bytes in all, and position of the first one here.
        pub r#total_bytes: u32,
        pub r#offset: u32,
        /// The bytes: a part of a baseline JPEG (ITU-T T.81) file.
        pub r#data: ::heapless::Vec<u8, 400>,
        /// Tracks presence of optional and message fields
        pub _has: KeyImage_::_Hazzer,
    }
    impl ::core::cmp::PartialEq for KeyImage {
        fn eq(&self, other: &Self) -> bool {
            let mut ret = true;
            ret &= (self.r#view == other.r#view);
            ret &= (self.r#image_id == other.r#image_id);
            ret &= (self.r#stamp() == other.r#stamp());
            ret &= (self.r#width == other.r#width);
            ret &= (self.r#height == other.r#height);
            ret &= (self.r#total_bytes == other.r#total_bytes);
            ret &= (self.r#offset == other.r#offset);
            ret &= (self.r#data == other.r#data);
            ret
        }
    }
    impl KeyImage {
        /// Return a reference to `view`
        #[inline]
        pub fn r#view(&self) -> &View {
            &self.r#view
        }
        /// Return a mutable reference to `view`
        #[inline]
        pub fn mut_view(&mut self) -> &mut View {
            &mut self.r#view
        }
        /// Set the value of `view`
        #[inline]
        pub fn set_view(&mut self, value: View) -> &mut Self {
            self.r#view = value.into();
            self
        }
        /// Builder method that sets the value of `view`. Useful for initializing the message.
        #[inline]
        pub fn init_view(mut self, value: View) -> Self {
            self.r#view = value.into();
            self
        }
        /// Return a reference to `image_id`
        #[inline]
        pub fn r#image_id(&self) -> &u32 {
            &self.r#image_id
        }
        /// Return a mutable reference to `image_id`
        #[inline]
        pub fn mut_image_id(&mut self) -> &mut u32 {
            &mut self.r#image_id
        }
        /// Set the value of `image_id`
        #[inline]
        pub fn set_image_id(&mut self, value: u32) -> &mut Self {
            self.r#image_id = value.into();
            self
        }
        /// Builder method that sets the value of `image_id`. Useful for initializing the message.
        #[inline]
        pub fn init_image_id(mut self, value: u32) -> Self {
            self.r#image_id = value.into();
            self
        }
        /// Return a reference to `stamp` as an `Option`
        #[inline]
        pub fn r#stamp(&self) -> ::core::option::Option<&Stamp> {
            self._has.r#stamp().then_some(&self.r#stamp)
        }
        /// Set the value and presence of `stamp`
        #[inline]
        pub fn set_stamp(&mut self, value: Stamp) -> &mut Self {
            self._has.set_stamp();
            self.r#stamp = value.into();
            self
        }
        /// Return a mutable reference to `stamp` as an `Option`
        #[inline]
        pub fn mut_stamp(&mut self) -> ::core::option::Option<&mut Stamp> {
            self._has.r#stamp().then_some(&mut self.r#stamp)
        }
        /// Clear the presence of `stamp`
        #[inline]
        pub fn clear_stamp(&mut self) -> &mut Self {
            self._has.clear_stamp();
            self
        }
        /// Take the value of `stamp` and clear its presence
        #[inline]
        pub fn take_stamp(&mut self) -> ::core::option::Option<Stamp> {
            let val = self._has.r#stamp().then(|| ::core::mem::take(&mut self.r#stamp));
            self._has.clear_stamp();
            val
        }
        /// Builder method that sets the value of `stamp`. Useful for initializing the message.
        #[inline]
        pub fn init_stamp(mut self, value: Stamp) -> Self {
            self.set_stamp(value);
            self
        }
        /// Return a reference to `width`
        #[inline]
        pub fn r#width(&self) -> &u32 {
            &self.r#width
        }
        /// Return a mutable reference to `width`
        #[inline]
        pub fn mut_width(&mut self) -> &mut u32 {
            &mut self.r#width
        }
        /// Set the value of `width`
        #[inline]
        pub fn set_width(&mut self, value: u32) -> &mut Self {
            self.r#width = value.into();
            self
        }
        /// Builder method that sets the value of `width`. Useful for initializing the message.
        #[inline]
        pub fn init_width(mut self, value: u32) -> Self {
            self.r#width = value.into();
            self
        }
        /// Return a reference to `height`
        #[inline]
        pub fn r#height(&self) -> &u32 {
            &self.r#height
        }
        /// Return a mutable reference to `height`
        #[inline]
        pub fn mut_height(&mut self) -> &mut u32 {
            &mut self.r#height
        }
        /// Set the value of `height`
        #[inline]
        pub fn set_height(&mut self, value: u32) -> &mut Self {
            self.r#height = value.into();
            self
        }
        /// Builder method that sets the value of `height`. Useful for initializing the message.
        #[inline]
        pub fn init_height(mut self, value: u32) -> Self {
            self.r#height = value.into();
            self
        }
        /// Return a reference to `total_bytes`
        #[inline]
        pub fn r#total_bytes(&self) -> &u32 {
            &self.r#total_bytes
        }
        /// Return a mutable reference to `total_bytes`
        #[inline]
        pub fn mut_total_bytes(&mut self) -> &mut u32 {
            &mut self.r#total_bytes
        }
        /// Set the value of `total_bytes`
        #[inline]
        pub fn set_total_bytes(&mut self, value: u32) -> &mut Self {
            self.r#total_bytes = value.into();
            self
        }
        /// Builder method that sets the value of `total_bytes`. Useful for initializing the message.
        #[inline]
        pub fn init_total_bytes(mut self, value: u32) -> Self {
            self.r#total_bytes = value.into();
            self
        }
        /// Return a reference to `offset`
        #[inline]
        pub fn r#offset(&self) -> &u32 {
            &self.r#offset
        }
        /// Return a mutable reference to `offset`
        #[inline]
        pub fn mut_offset(&mut self) -> &mut u32 {
            &mut self.r#offset
        }
        /// Set the value of `offset`
        #[inline]
        pub fn set_offset(&mut self, value: u32) -> &mut Self {
            self.r#offset = value.into();
            self
        }
        /// Builder method that sets the value of `offset`. Useful for initializing the message.
        #[inline]
        pub fn init_offset(mut self, value: u32) -> Self {
            self.r#offset = value.into();
            self
        }
        /// Return a reference to `data`
        #[inline]
        pub fn r#data(&self) -> &::heapless::Vec<u8, 400> {
            &self.r#data
        }
        /// Return a mutable reference to `data`
        #[inline]
        pub fn mut_data(&mut self) -> &mut ::heapless::Vec<u8, 400> {
            &mut self.r#data
        }
        /// Set the value of `data`
        #[inline]
        pub fn set_data(&mut self, value: ::heapless::Vec<u8, 400>) -> &mut Self {
            self.r#data = value.into();
            self
        }
        /// Builder method that sets the value of `data`. Useful for initializing the message.
        #[inline]
        pub fn init_data(mut self, value: ::heapless::Vec<u8, 400>) -> Self {
            self.r#data = value.into();
            self
        }
    }
    impl ::micropb::MessageDecode for KeyImage {
        fn decode<IMPL_MICROPB_READ: ::micropb::PbRead>(
            &mut self,
            decoder: &mut ::micropb::PbDecoder<IMPL_MICROPB_READ>,
            len: usize,
        ) -> Result<(), ::micropb::DecodeError<IMPL_MICROPB_READ::Error>> {
            use ::micropb::{PbBytes, PbString, PbVec, PbMap, FieldDecode};
            let before = decoder.bytes_read();
            while decoder.bytes_read() - before < len {
                let tag = decoder.decode_tag()?;
                match tag.field_num() {
                    0 => return Err(::micropb::DecodeError::ZeroField),
                    1u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#view;
                        {
                            let val = decoder.decode_int32().map(|n| View(n as _))?;
                            let val_ref = &val;
                            if val_ref.0 != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    2u32 => {
                        if tag.wire_type() != 5u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#image_id;
                        {
                            let val = decoder.decode_fixed32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    3u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#stamp;
                        {
                            decoder.decode_submessage_delimited(mut_ref)?;
                        };
                        self._has.set_stamp();
                    }
                    4u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#width;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    5u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#height;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    6u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#total_bytes;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    7u32 => {
                        if tag.wire_type() != 0u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#offset;
                        {
                            let val = decoder.decode_varint32()?;
                            let val_ref = &val;
                            if *val_ref != 0 {
                                *mut_ref = val as _;
                            }
                        };
                    }
                    8u32 => {
                        if tag.wire_type() != 2u8 {
                            return Err(::micropb::DecodeError::WrongWireType);
                        }
                        let mut_ref = &mut self.r#data;
                        {
                            decoder
                                .decode_bytes(mut_ref, ::micropb::Presence::Implicit)?;
                        };
                    }
                    _ => {
                        decoder.skip_wire_value(tag.wire_type())?;
                    }
                }
            }
            Ok(())
        }
    }
    impl ::micropb::MessageEncode for KeyImage {
        const MAX_SIZE: ::core::result::Result<usize, &'static str> = 'msg: {
            let mut max_size = 0;
            match ::micropb::const_map!(
                ::core::result::Result::Ok(View::_MAX_SIZE), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(4usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::micropb::const_map!(< Stamp as ::micropb::MessageEncode > ::MAX_SIZE, |
                size | ::micropb::size::sizeof_len_record(size)), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(5usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            match ::micropb::const_map!(
                ::core::result::Result::Ok(402usize), | size | size + 1usize
            ) {
                ::core::result::Result::Ok(size) => {
                    max_size += size;
                }
                ::core::result::Result::Err(err) => {
                    break 'msg (::core::result::Result::<usize, _>::Err(err));
                }
            }
            ::core::result::Result::Ok(max_size)
        };
        fn encode<IMPL_MICROPB_WRITE: ::micropb::PbWrite>(
            &self,
            encoder: &mut ::micropb::PbEncoder<IMPL_MICROPB_WRITE>,
        ) -> Result<(), IMPL_MICROPB_WRITE::Error> {
            use ::micropb::{PbMap, FieldEncode};
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    encoder.encode_varint32(8u32)?;
                    encoder.encode_int32(val_ref.0 as _)?;
                }
            }
            {
                let val_ref = &self.r#image_id;
                if *val_ref != 0 {
                    encoder.encode_varint32(21u32)?;
                    encoder.encode_fixed32(*val_ref as _)?;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    encoder.encode_varint32(26u32)?;
                    val_ref.encode_len_delimited(encoder)?;
                }
            }
            {
                let val_ref = &self.r#width;
                if *val_ref != 0 {
                    encoder.encode_varint32(32u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#height;
                if *val_ref != 0 {
                    encoder.encode_varint32(40u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#total_bytes;
                if *val_ref != 0 {
                    encoder.encode_varint32(48u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#offset;
                if *val_ref != 0 {
                    encoder.encode_varint32(56u32)?;
                    encoder.encode_varint32(*val_ref as _)?;
                }
            }
            {
                let val_ref = &self.r#data;
                if !val_ref.is_empty() {
                    encoder.encode_varint32(66u32)?;
                    encoder.encode_bytes(val_ref)?;
                }
            }
            Ok(())
        }
        fn compute_size(&self) -> usize {
            use ::micropb::{PbMap, FieldEncode};
            let mut size = 0;
            {
                let val_ref = &self.r#view;
                if val_ref.0 != 0 {
                    size += 1usize + ::micropb::size::sizeof_int32(val_ref.0 as _);
                }
            }
            {
                let val_ref = &self.r#image_id;
                if *val_ref != 0 {
                    size += 1usize + 4;
                }
            }
            {
                if let ::core::option::Option::Some(val_ref) = self.r#stamp() {
                    size
                        += 1usize
                            + ::micropb::size::sizeof_len_record(val_ref.compute_size());
                }
            }
            {
                let val_ref = &self.r#width;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#height;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#total_bytes;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#offset;
                if *val_ref != 0 {
                    size += 1usize + ::micropb::size::sizeof_varint32(*val_ref as _);
                }
            }
            {
                let val_ref = &self.r#data;
                if !val_ref.is_empty() {
                    size += 1usize + ::micropb::size::sizeof_len_record(val_ref.len());
                }
            }
            size
        }
    }
    /// Inner types for `KeyImage`
    pub mod KeyImage_ {
        /// Compact bitfield for tracking presence of optional and message fields
        #[derive(Debug, Default, PartialEq, Clone, Copy)]
        pub struct _Hazzer([u8; 1]);
        impl _Hazzer {
            /// New hazzer with all fields set to off
            #[inline]
            pub const fn _new() -> Self {
                Self([0; 1])
            }
            /// Query presence of `stamp`
            #[inline]
            pub const fn r#stamp(&self) -> bool {
                (self.0[0] & 1) != 0
            }
            /// Set presence of `stamp`
            #[inline]
            pub const fn set_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem |= 1;
                self
            }
            /// Clear presence of `stamp`
            #[inline]
            pub const fn clear_stamp(&mut self) -> &mut Self {
                let elem = &mut self.0[0];
                *elem &= !1;
                self
            }
            /// Builder method that sets the presence of `stamp`. Useful for initializing the Hazzer.
            #[inline]
            pub const fn init_stamp(mut self) -> Self {
                self.set_stamp();
                self
            }
        }
    }
    /// ---------------------------------------------------------------------------------------------------------------
    /// Ids of messages: `msg_id` of the frame's header. A request that a receiver does not know is answered by ERROR
    /// with UNSUPPORTED_MESSAGE.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct MsgId(pub i32);
    impl MsgId {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Never sent.
        pub const MsgUnspecified: Self = Self(0);
        /// Request: Hello. Answer: HELLO_ACK.
        pub const MsgHello: Self = Self(1);
        /// Answer: HelloAck.
        pub const MsgHelloAck: Self = Self(2);
        /// Notice, both ways, once a second: Heartbeat.
        pub const MsgHeartbeat: Self = Self(3);
        /// Answer or notice: Error.
        pub const MsgError: Self = Self(4);
        /// Answer: Busy.
        pub const MsgBusy: Self = Self(5);
        /// Request: Bye. Answer: DONE; the session is over then.
        pub const MsgBye: Self = Self(6);
        /// Answer: Done. What was asked is done, and there is nothing else to say.
        pub const MsgDone: Self = Self(7);
        /// Request: GetIdentity. Answer: IDENTITY.
        pub const MsgGetIdentity: Self = Self(16);
        /// Answer: Identity.
        pub const r#entity: Self = Self(17);
        /// Request: GetHealth. Answer: HEALTH.
        pub const MsgGetHealth: Self = Self(18);
        /// Answer: Health.
        pub const MsgHealth: Self = Self(19);
        /// Request: GetConfig. Answer: CONFIG.
        pub const MsgGetConfig: Self = Self(20);
        /// Answer: Config.
        pub const MsgConfig: Self = Self(21);
        /// Request: SelfTest. Answer: SELF_TEST_RESULT.
        pub const MsgSelfTest: Self = Self(22);
        /// Answer: SelfTestResult.
        pub const MsgSelfTestResult: Self = Self(23);
        /// Request: SetClock. Answer: CLOCK.
        pub const MsgSetClock: Self = Self(24);
        /// Answer: Clock.
        pub const MsgClock: Self = Self(25);
        /// Request: SetBrightness. Answer: BRIGHTNESS.
        pub const MsgSetBrightness: Self = Self(26);
        /// Answer: Brightness.
        pub const MsgBrightness: Self = Self(27);
        /// Request: GetLog. Answer: LOG.
        pub const MsgGetLog: Self = Self(28);
        /// Answer: Log.
        pub const MsgLog: Self = Self(29);
        /// Request: ExamBegin. Answer: EXAM.
        pub const MsgExamBegin: Self = Self(32);
        /// Request: ExamCommand. Answer: EXAM.
        pub const MsgExamCommand: Self = Self(33);
        /// Request: ExamJudge. Answer: EXAM.
        pub const MsgExamJudge: Self = Self(34);
        /// Request: ExamEnter. Answer: EXAM.
        pub const MsgExamEnter: Self = Self(35);
        /// Request: GetExam. Answer: EXAM.
        pub const MsgGetExam: Self = Self(36);
        /// Answer: Exam.
        pub const MsgExam: Self = Self(37);
        /// Request: Subscribe. Answer: DONE.
        pub const MsgSubscribe: Self = Self(48);
        /// Notice at the subscribed pace, and answer to GET_SNAPSHOT: Snapshot.
        pub const MsgSnapshot: Self = Self(49);
        /// Request: GetSnapshot. Answer: SNAPSHOT.
        pub const MsgGetSnapshot: Self = Self(50);
        /// Request: EventCredit. Answer: DONE.
        pub const MsgEventCredit: Self = Self(51);
        /// Notice: Event.
        pub const MsgEvent: Self = Self(52);
        /// Request: GetEvents. Answer: EVENTS.
        pub const MsgGetEvents: Self = Self(53);
        /// Answer: Events.
        pub const MsgEvents: Self = Self(54);
        /// Request: GetChecklist. Answer: CHECKLIST.
        pub const MsgGetChecklist: Self = Self(64);
        /// Answer: Checklist.
        pub const MsgChecklist: Self = Self(65);
        /// Request: GetItem. Answer: ITEM.
        pub const MsgGetItem: Self = Self(66);
        /// Answer: Item.
        pub const MsgItem: Self = Self(67);
        /// Request: GetMeasurements. Answer: MEASUREMENTS.
        pub const MsgGetMeasurements: Self = Self(68);
        /// Answer: Measurements.
        pub const MsgMeasurements: Self = Self(69);
        /// Request: GetFindings. Answer: FINDINGS.
        pub const MsgGetFindings: Self = Self(70);
        /// Answer: Findings.
        pub const MsgFindings: Self = Self(71);
        /// Request: GetKeyImage. Answer: KEY_IMAGE.
        pub const MsgGetKeyImage: Self = Self(72);
        /// Answer: KeyImage.
        pub const MsgKeyImage: Self = Self(73);
    }
    impl core::default::Default for MsgId {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for MsgId {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for MsgId {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                MsgId::MsgUnspecified => formatter.write_str("MsgUnspecified"),
                MsgId::MsgHello => formatter.write_str("MsgHello"),
                MsgId::MsgHelloAck => formatter.write_str("MsgHelloAck"),
                MsgId::MsgHeartbeat => formatter.write_str("MsgHeartbeat"),
                MsgId::MsgError => formatter.write_str("MsgError"),
                MsgId::MsgBusy => formatter.write_str("MsgBusy"),
                MsgId::MsgBye => formatter.write_str("MsgBye"),
                MsgId::MsgDone => formatter.write_str("MsgDone"),
                MsgId::MsgGetIdentity => formatter.write_str("MsgGetIdentity"),
                MsgId::r#entity => formatter.write_str("r#entity"),
                MsgId::MsgGetHealth => formatter.write_str("MsgGetHealth"),
                MsgId::MsgHealth => formatter.write_str("MsgHealth"),
                MsgId::MsgGetConfig => formatter.write_str("MsgGetConfig"),
                MsgId::MsgConfig => formatter.write_str("MsgConfig"),
                MsgId::MsgSelfTest => formatter.write_str("MsgSelfTest"),
                MsgId::MsgSelfTestResult => formatter.write_str("MsgSelfTestResult"),
                MsgId::MsgSetClock => formatter.write_str("MsgSetClock"),
                MsgId::MsgClock => formatter.write_str("MsgClock"),
                MsgId::MsgSetBrightness => formatter.write_str("MsgSetBrightness"),
                MsgId::MsgBrightness => formatter.write_str("MsgBrightness"),
                MsgId::MsgGetLog => formatter.write_str("MsgGetLog"),
                MsgId::MsgLog => formatter.write_str("MsgLog"),
                MsgId::MsgExamBegin => formatter.write_str("MsgExamBegin"),
                MsgId::MsgExamCommand => formatter.write_str("MsgExamCommand"),
                MsgId::MsgExamJudge => formatter.write_str("MsgExamJudge"),
                MsgId::MsgExamEnter => formatter.write_str("MsgExamEnter"),
                MsgId::MsgGetExam => formatter.write_str("MsgGetExam"),
                MsgId::MsgExam => formatter.write_str("MsgExam"),
                MsgId::MsgSubscribe => formatter.write_str("MsgSubscribe"),
                MsgId::MsgSnapshot => formatter.write_str("MsgSnapshot"),
                MsgId::MsgGetSnapshot => formatter.write_str("MsgGetSnapshot"),
                MsgId::MsgEventCredit => formatter.write_str("MsgEventCredit"),
                MsgId::MsgEvent => formatter.write_str("MsgEvent"),
                MsgId::MsgGetEvents => formatter.write_str("MsgGetEvents"),
                MsgId::MsgEvents => formatter.write_str("MsgEvents"),
                MsgId::MsgGetChecklist => formatter.write_str("MsgGetChecklist"),
                MsgId::MsgChecklist => formatter.write_str("MsgChecklist"),
                MsgId::MsgGetItem => formatter.write_str("MsgGetItem"),
                MsgId::MsgItem => formatter.write_str("MsgItem"),
                MsgId::MsgGetMeasurements => formatter.write_str("MsgGetMeasurements"),
                MsgId::MsgMeasurements => formatter.write_str("MsgMeasurements"),
                MsgId::MsgGetFindings => formatter.write_str("MsgGetFindings"),
                MsgId::MsgFindings => formatter.write_str("MsgFindings"),
                MsgId::MsgGetKeyImage => formatter.write_str("MsgGetKeyImage"),
                MsgId::MsgKeyImage => formatter.write_str("MsgKeyImage"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// What the device does, or why it reads nothing. Only RUNNING means that pictures are analysed.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct State(pub i32);
    impl State {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Not told.
        pub const Unspecified: Self = Self(0);
        /// No picture came yet.
        pub const Starting: Self = Self(1);
        /// Pictures come and are analysed.
        pub const Running: Self = Self(2);
        /// The picture stands still: the scanner's freeze, or a grabber that repeats its last frame.
        pub const Frozen: Self = Self(3);
        /// Colour lies over the picture.
        pub const ColourDoppler: Self = Self(4);
        /// Several pictures on the screen.
        pub const Dual: Self = Self(5);
        /// Too dark to be read.
        pub const TooDark: Self = Self(6);
        /// Too bright to be read.
        pub const Saturated: Self = Self(7);
        /// Mostly shadow.
        pub const Shadowed: Self = Self(8);
        /// No ultrasound picture was found on the screen.
        pub const NotUltrasound: Self = Self(9);
        /// The model failed.
        pub const ModelFault: Self = Self(10);
        /// The grabber is missing, busy or of no use.
        pub const NoDevice: Self = Self(11);
        /// The grabber was there and is gone.
        pub const Disconnected: Self = Self(12);
        /// No cable, or a scanner without power.
        pub const NoCable: Self = Self(13);
        /// No video signal.
        pub const NoSignal: Self = Self(14);
        /// A signal that the grabber cannot lock to.
        pub const NoLock: Self = Self(15);
        /// A signal that the grabber cannot take.
        pub const OutOfRange: Self = Self(16);
        /// The signal has just changed its format.
        pub const FormatChanged: Self = Self(17);
        /// The grabber gives no pictures any more.
        pub const Stalled: Self = Self(18);
        /// The device is shutting down.
        pub const Stopped: Self = Self(19);
    }
    impl core::default::Default for State {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for State {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for State {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                State::Unspecified => formatter.write_str("Unspecified"),
                State::Starting => formatter.write_str("Starting"),
                State::Running => formatter.write_str("Running"),
                State::Frozen => formatter.write_str("Frozen"),
                State::ColourDoppler => formatter.write_str("ColourDoppler"),
                State::Dual => formatter.write_str("Dual"),
                State::TooDark => formatter.write_str("TooDark"),
                State::Saturated => formatter.write_str("Saturated"),
                State::Shadowed => formatter.write_str("Shadowed"),
                State::NotUltrasound => formatter.write_str("NotUltrasound"),
                State::ModelFault => formatter.write_str("ModelFault"),
                State::NoDevice => formatter.write_str("NoDevice"),
                State::Disconnected => formatter.write_str("Disconnected"),
                State::NoCable => formatter.write_str("NoCable"),
                State::NoSignal => formatter.write_str("NoSignal"),
                State::NoLock => formatter.write_str("NoLock"),
                State::OutOfRange => formatter.write_str("OutOfRange"),
                State::FormatChanged => formatter.write_str("FormatChanged"),
                State::Stalled => formatter.write_str("Stalled"),
                State::Stopped => formatter.write_str("Stopped"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// Views of the sweep, in its order.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct View(pub i32);
    impl View {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Not told: results are withheld.
        pub const Unspecified: Self = Self(0);
        /// No view of the sweep.
        pub const None: Self = Self(1);
        /// Upper abdomen with stomach.
        pub const Abdomen: Self = Self(2);
        /// Four-chamber view.
        pub const FourChamber: Self = Self(3);
        /// Left ventricular outflow tract.
        pub const Lvot: Self = Self(4);
        /// Right ventricular outflow tract.
        pub const Rvot: Self = Self(5);
        /// Three-vessel view.
        pub const ThreeVessel: Self = Self(6);
        /// Three-vessel-trachea view.
        pub const ThreeVesselTrachea: Self = Self(7);
    }
    impl core::default::Default for View {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for View {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for View {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                View::Unspecified => formatter.write_str("Unspecified"),
                View::None => formatter.write_str("None"),
                View::Abdomen => formatter.write_str("Abdomen"),
                View::FourChamber => formatter.write_str("FourChamber"),
                View::Lvot => formatter.write_str("Lvot"),
                View::Rvot => formatter.write_str("Rvot"),
                View::ThreeVessel => formatter.write_str("ThreeVessel"),
                View::ThreeVesselTrachea => formatter.write_str("ThreeVesselTrachea"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// Structures, in the order of the bytes in Snapshot.structures: the byte at position n is that of number n + 1.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Structure(pub i32);
    impl Structure {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// None.
        pub const Unspecified: Self = Self(0);
        /// Where septa and valves meet.
        pub const Crux: Self = Self(1);
        /// Wall between the ventricles.
        pub const VentricularSeptum: Self = Self(2);
        /// Right atrium.
        pub const RightAtrium: Self = Self(3);
        /// Valve between right atrium and ventricle.
        pub const TricuspidValve: Self = Self(4);
        /// Right ventricle.
        pub const RightVentricle: Self = Self(5);
        /// Left atrium.
        pub const LeftAtrium: Self = Self(6);
        /// Valve between left atrium and ventricle.
        pub const MitralValve: Self = Self(7);
        /// Left ventricle.
        pub const LeftVentricle: Self = Self(8);
        /// Main pulmonary artery.
        pub const PulmonaryArtery: Self = Self(9);
        /// Ascending aorta.
        pub const AscendingAorta: Self = Self(10);
        /// Superior vena cava.
        pub const SuperiorVenaCava: Self = Self(11);
        /// Descending aorta.
        pub const DescendingAorta: Self = Self(12);
        /// Stomach.
        pub const Stomach: Self = Self(13);
        /// Vertebra in cross-section.
        pub const Spine: Self = Self(14);
        /// Umbilical vein within the liver.
        pub const UmbilicalVein: Self = Self(15);
        /// Inferior vena cava.
        pub const InferiorVenaCava: Self = Self(16);
        /// A pulmonary vein entering the left atrium.
        pub const PulmonaryVein: Self = Self(17);
        /// Arterial duct.
        pub const DuctusArteriosus: Self = Self(18);
        /// Whole heart.
        pub const Heart: Self = Self(19);
        /// Whole chest.
        pub const Thorax: Self = Self(20);
        /// Tip of the heart.
        pub const CardiacApex: Self = Self(21);
        /// Transverse aortic arch.
        pub const AorticArch: Self = Self(22);
        /// Trachea.
        pub const Trachea: Self = Self(23);
    }
    impl core::default::Default for Structure {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Structure {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Structure {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Structure::Unspecified => formatter.write_str("Unspecified"),
                Structure::Crux => formatter.write_str("Crux"),
                Structure::VentricularSeptum => formatter.write_str("VentricularSeptum"),
                Structure::RightAtrium => formatter.write_str("RightAtrium"),
                Structure::TricuspidValve => formatter.write_str("TricuspidValve"),
                Structure::RightVentricle => formatter.write_str("RightVentricle"),
                Structure::LeftAtrium => formatter.write_str("LeftAtrium"),
                Structure::MitralValve => formatter.write_str("MitralValve"),
                Structure::LeftVentricle => formatter.write_str("LeftVentricle"),
                Structure::PulmonaryArtery => formatter.write_str("PulmonaryArtery"),
                Structure::AscendingAorta => formatter.write_str("AscendingAorta"),
                Structure::SuperiorVenaCava => formatter.write_str("SuperiorVenaCava"),
                Structure::DescendingAorta => formatter.write_str("DescendingAorta"),
                Structure::Stomach => formatter.write_str("Stomach"),
                Structure::Spine => formatter.write_str("Spine"),
                Structure::UmbilicalVein => formatter.write_str("UmbilicalVein"),
                Structure::InferiorVenaCava => formatter.write_str("InferiorVenaCava"),
                Structure::PulmonaryVein => formatter.write_str("PulmonaryVein"),
                Structure::DuctusArteriosus => formatter.write_str("DuctusArteriosus"),
                Structure::Heart => formatter.write_str("Heart"),
                Structure::Thorax => formatter.write_str("Thorax"),
                Structure::CardiacApex => formatter.write_str("CardiacApex"),
                Structure::AorticArch => formatter.write_str("AorticArch"),
                Structure::Trachea => formatter.write_str("Trachea"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// What can be said of an item of the checklist. Never "normal", never "abnormal".
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct ItemState(pub i32);
    impl ItemState {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Not told: results are withheld. Not the same as CANNOT_ASSESS or NOT_SEEN.
        pub const Unspecified: Self = Self(0);
        /// It cannot be judged; Item.reason says why. Never to be shown as "not seen".
        pub const CannotAssess: Self = Self(1);
        /// Pictures were analysed, and the structures were not found in the item's view.
        pub const NotSeen: Self = Self(2);
        /// The structures were found. Says nothing of normal or abnormal.
        pub const Seen: Self = Self(3);
        /// A measured criterion is met.
        pub const Meets: Self = Self(4);
        /// A measured criterion is not met.
        pub const Outside: Self = Self(5);
    }
    impl core::default::Default for ItemState {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for ItemState {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for ItemState {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                ItemState::Unspecified => formatter.write_str("Unspecified"),
                ItemState::CannotAssess => formatter.write_str("CannotAssess"),
                ItemState::NotSeen => formatter.write_str("NotSeen"),
                ItemState::Seen => formatter.write_str("Seen"),
                ItemState::Meets => formatter.write_str("Meets"),
                ItemState::Outside => formatter.write_str("Outside"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// Where an exam stands.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct ExamState(pub i32);
    impl ExamState {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Not told.
        pub const Unspecified: Self = Self(0);
        /// Not begun: pictures are looked at, and are no evidence.
        pub const Idle: Self = Self(1);
        /// Pictures are evidence.
        pub const Running: Self = Self(2);
        /// Ended: nothing changes but by the examiner's commands.
        pub const Review: Self = Self(3);
        /// Over for good.
        pub const Closed: Self = Self(4);
    }
    impl core::default::Default for ExamState {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for ExamState {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for ExamState {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                ExamState::Unspecified => formatter.write_str("Unspecified"),
                ExamState::Idle => formatter.write_str("Idle"),
                ExamState::Running => formatter.write_str("Running"),
                ExamState::Review => formatter.write_str("Review"),
                ExamState::Closed => formatter.write_str("Closed"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// What an examiner does to an exam: sent in ExamCommand, told in Event.command.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Command(pub i32);
    impl Command {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// None: the exam went on by itself.
        pub const Unspecified: Self = Self(0);
        /// Begin. In idle. As a request: ExamBegin, not ExamCommand.
        pub const Begin: Self = Self(1);
        /// End, to review. In running.
        pub const End: Self = Self(2);
        /// Go on with the same fetus. In review.
        pub const Resume: Self = Self(3);
        /// The examiner's own judgement. In review. As a request: ExamJudge.
        pub const Judge: Self = Self(4);
        /// Close for good. In review, and behind a judgement where the site wants one.
        pub const Close: Self = Self(5);
        /// Close without a judgement. In running and review.
        pub const Abandon: Self = Self(6);
        /// Mark this moment as worth coming back to. In running.
        pub const Mark: Self = Self(7);
        /// Something was entered. In idle and running. As a request: ExamEnter.
        pub const Enter: Self = Self(8);
    }
    impl core::default::Default for Command {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Command {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Command {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Command::Unspecified => formatter.write_str("Unspecified"),
                Command::Begin => formatter.write_str("Begin"),
                Command::End => formatter.write_str("End"),
                Command::Resume => formatter.write_str("Resume"),
                Command::Judge => formatter.write_str("Judge"),
                Command::Close => formatter.write_str("Close"),
                Command::Abandon => formatter.write_str("Abandon"),
                Command::Mark => formatter.write_str("Mark"),
                Command::Enter => formatter.write_str("Enter"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// What the examiner says of a part. Only a person says "normal" here: the device never does.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Opinion(pub i32);
    impl Opinion {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Refused: OUT_OF_RANGE.
        pub const Unspecified: Self = Self(0);
        /// Nothing unusual.
        pub const Normal: Self = Self(1);
        /// To be looked at again, by somebody else or another day.
        pub const LookAgain: Self = Self(2);
        /// Not seen well enough to say.
        pub const NotAssessable: Self = Self(3);
    }
    impl core::default::Default for Opinion {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Opinion {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Opinion {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Opinion::Unspecified => formatter.write_str("Unspecified"),
                Opinion::Normal => formatter.write_str("Normal"),
                Opinion::LookAgain => formatter.write_str("LookAgain"),
                Opinion::NotAssessable => formatter.write_str("NotAssessable"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// A side of the picture.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Side(pub i32);
    impl Side {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Not entered.
        pub const Unspecified: Self = Self(0);
        /// The viewer's left.
        pub const Left: Self = Self(1);
        /// The viewer's right.
        pub const Right: Self = Self(2);
        /// Towards the probe, in a picture that shows it at the top.
        pub const Up: Self = Self(3);
        /// Away from it.
        pub const Down: Self = Self(4);
    }
    impl core::default::Default for Side {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Side {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Side {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Side::Unspecified => formatter.write_str("Unspecified"),
                Side::Left => formatter.write_str("Left"),
                Side::Right => formatter.write_str("Right"),
                Side::Up => formatter.write_str("Up"),
                Side::Down => formatter.write_str("Down"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// When what was found may be shown. A setting of the site; the link cannot change it.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Reveal(pub i32);
    impl Reveal {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// Not told.
        pub const Unspecified: Self = Self(0);
        /// At once.
        pub const Live: Self = Self(1);
        /// Once the examiner's own judgement of the ended exam is recorded.
        pub const AfterJudgement: Self = Self(2);
    }
    impl core::default::Default for Reveal {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Reveal {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Reveal {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Reveal::Unspecified => formatter.write_str("Unspecified"),
                Reveal::Live => formatter.write_str("Live"),
                Reveal::AfterJudgement => formatter.write_str("AfterJudgement"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// What is measured.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Measure(pub i32);
    impl Measure {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// None.
        pub const Unspecified: Self = Self(0);
        /// Cardiac axis to the left, degrees.
        pub const Axis: Self = Self(1);
        /// Breadth of the heart over that of the chest.
        pub const HeartChestDiameter: Self = Self(2);
        /// Area of the heart over that of the chest.
        pub const HeartChestArea: Self = Self(3);
        /// Circumference of the heart over that of the chest.
        pub const HeartChestCircumference: Self = Self(4);
        /// Width of the right ventricle over that of the left.
        pub const RvLvWidth: Self = Self(5);
        /// Width of the right atrium over that of the left.
        pub const RaLaWidth: Self = Self(6);
        /// Tricuspid ring over mitral ring.
        pub const TricuspidMitralWidth: Self = Self(7);
        /// How much nearer to the apex the tricuspid valve lies, by the ventricles' length.
        pub const ValveOffset: Self = Self(8);
        /// Width of the pulmonary artery over that of the ascending aorta.
        pub const PulmonaryAortaWidth: Self = Self(9);
    }
    impl core::default::Default for Measure {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Measure {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Measure {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Measure::Unspecified => formatter.write_str("Unspecified"),
                Measure::Axis => formatter.write_str("Axis"),
                Measure::HeartChestDiameter => formatter.write_str("HeartChestDiameter"),
                Measure::HeartChestArea => formatter.write_str("HeartChestArea"),
                Measure::HeartChestCircumference => {
                    formatter.write_str("HeartChestCircumference")
                }
                Measure::RvLvWidth => formatter.write_str("RvLvWidth"),
                Measure::RaLaWidth => formatter.write_str("RaLaWidth"),
                Measure::TricuspidMitralWidth => {
                    formatter.write_str("TricuspidMitralWidth")
                }
                Measure::ValveOffset => formatter.write_str("ValveOffset"),
                Measure::PulmonaryAortaWidth => {
                    formatter.write_str("PulmonaryAortaWidth")
                }
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// Why a measurement or the heart rate is withheld.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Withheld(pub i32);
    impl Withheld {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// It is not withheld.
        pub const Unspecified: Self = Self(0);
        /// Its view was not shown.
        pub const NotShown: Self = Self(1);
        /// Too few frames, beats or seconds say something of it.
        pub const TooFew: Self = Self(2);
        /// A structure was not found in most frames.
        pub const Missing: Self = Self(3);
        /// Spine and round chest were not found in most frames.
        pub const ViewQuality: Self = Self(4);
        /// The heart lies so that boxes do not tell the length.
        pub const Angle: Self = Self(5);
        /// Which way is front could not be told.
        pub const NoFront: Self = Self(6);
        /// The frames say too different things.
        pub const Scatter: Self = Self(7);
        /// It is a matter of left and right, and no usable side was entered.
        pub const Laterality: Self = Self(8);
        /// Too few new pictures a second.
        pub const TooSlow: Self = Self(9);
        /// No clear and even beat.
        pub const NotPeriodic: Self = Self(10);
        /// The picture's edge cuts too much of the chest.
        pub const Cut: Self = Self(11);
    }
    impl core::default::Default for Withheld {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Withheld {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Withheld {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Withheld::Unspecified => formatter.write_str("Unspecified"),
                Withheld::NotShown => formatter.write_str("NotShown"),
                Withheld::TooFew => formatter.write_str("TooFew"),
                Withheld::Missing => formatter.write_str("Missing"),
                Withheld::ViewQuality => formatter.write_str("ViewQuality"),
                Withheld::Angle => formatter.write_str("Angle"),
                Withheld::NoFront => formatter.write_str("NoFront"),
                Withheld::Scatter => formatter.write_str("Scatter"),
                Withheld::Laterality => formatter.write_str("Laterality"),
                Withheld::TooSlow => formatter.write_str("TooSlow"),
                Withheld::NotPeriodic => formatter.write_str("NotPeriodic"),
                Withheld::Cut => formatter.write_str("Cut"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// What an event tells.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct EventKind(pub i32);
    impl EventKind {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// None.
        pub const EventUnspecified: Self = Self(0);
        /// Event.state has changed.
        pub const EventState: Self = Self(1);
        /// Event.view has changed.
        pub const EventView: Self = Self(2);
        /// The state of an item has changed: item, item_id, item_state.
        pub const EventItem: Self = Self(3);
        /// The exam goes on otherwise, or a command was given: exam, command, refused.
        pub const EventExam: Self = Self(4);
        /// Results may be shown from now on, or no longer: withheld.
        pub const EventReveal: Self = Self(5);
    }
    impl core::default::Default for EventKind {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for EventKind {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for EventKind {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                EventKind::EventUnspecified => formatter.write_str("EventUnspecified"),
                EventKind::EventState => formatter.write_str("EventState"),
                EventKind::EventView => formatter.write_str("EventView"),
                EventKind::EventItem => formatter.write_str("EventItem"),
                EventKind::EventExam => formatter.write_str("EventExam"),
                EventKind::EventReveal => formatter.write_str("EventReveal"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// Why a request is not done, and what is wrong with what was received.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct ErrorCode(pub i32);
    impl ErrorCode {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// None.
        pub const ErrorUnspecified: Self = Self(0);
        /// Another major version. Send HELLO with versions that include Error.detail.
        pub const ErrorUnsupportedVersion: Self = Self(1);
        /// An unknown bit in the high half of `flags`. Clear it.
        pub const ErrorUnsupportedFlags: Self = Self(2);
        /// No request of that id. Leave it out with this device.
        pub const ErrorUnsupportedMessage: Self = Self(3);
        /// The payload is no such message, or a list or text is too long. A fault of the sender.
        pub const ErrorMalformed: Self = Self(4);
        /// Notice: a frame was longer than the longest one. A fault of the sender, or noise.
        pub const ErrorTooLarge: Self = Self(5);
        /// Notice, at most once a second: frames came damaged; Error.detail says how many since.
        pub const ErrorBadFrame: Self = Self(6);
        /// Nothing but HELLO is answered before a session. Send HELLO.
        pub const ErrorNoSession: Self = Self(7);
        /// The exam is in a state in which this cannot be done. GET_EXAM tells which.
        pub const ErrorWrongState: Self = Self(8);
        /// A field is outside of its range; Error.field is its number.
        pub const ErrorOutOfRange: Self = Self(9);
        /// The examiner judges first: results are not shown yet.
        pub const ErrorWithheld: Self = Self(10);
        /// This device has no such thing, or has it not yet.
        pub const ErrorNotAvailable: Self = Self(11);
        /// The key image was replaced by a better one. Begin again at offset 0.
        pub const ErrorChanged: Self = Self(12);
        /// The device did not get it done in time; whether it will be done is not known. GET_EXAM tells.
        pub const ErrorTimeout: Self = Self(13);
        /// A fault of the device.
        pub const ErrorInternal: Self = Self(14);
        /// The site wants the examiner's judgement before the close. EXAM_JUDGE, or abandon.
        pub const ErrorNotJudged: Self = Self(15);
        /// The exam has taken more commands than it can record. Close or abandon it.
        pub const ErrorFull: Self = Self(16);
    }
    impl core::default::Default for ErrorCode {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for ErrorCode {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for ErrorCode {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                ErrorCode::ErrorUnspecified => formatter.write_str("ErrorUnspecified"),
                ErrorCode::ErrorUnsupportedVersion => {
                    formatter.write_str("ErrorUnsupportedVersion")
                }
                ErrorCode::ErrorUnsupportedFlags => {
                    formatter.write_str("ErrorUnsupportedFlags")
                }
                ErrorCode::ErrorUnsupportedMessage => {
                    formatter.write_str("ErrorUnsupportedMessage")
                }
                ErrorCode::ErrorMalformed => formatter.write_str("ErrorMalformed"),
                ErrorCode::ErrorTooLarge => formatter.write_str("ErrorTooLarge"),
                ErrorCode::ErrorBadFrame => formatter.write_str("ErrorBadFrame"),
                ErrorCode::ErrorNoSession => formatter.write_str("ErrorNoSession"),
                ErrorCode::ErrorWrongState => formatter.write_str("ErrorWrongState"),
                ErrorCode::ErrorOutOfRange => formatter.write_str("ErrorOutOfRange"),
                ErrorCode::ErrorWithheld => formatter.write_str("ErrorWithheld"),
                ErrorCode::ErrorNotAvailable => formatter.write_str("ErrorNotAvailable"),
                ErrorCode::ErrorChanged => formatter.write_str("ErrorChanged"),
                ErrorCode::ErrorTimeout => formatter.write_str("ErrorTimeout"),
                ErrorCode::ErrorInternal => formatter.write_str("ErrorInternal"),
                ErrorCode::ErrorNotJudged => formatter.write_str("ErrorNotJudged"),
                ErrorCode::ErrorFull => formatter.write_str("ErrorFull"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
    /// Bits of Hello.features and HelloAck.features.
    #[derive(Clone, Copy, PartialEq, Eq, Hash)]
    #[repr(transparent)]
    pub struct Feature(pub i32);
    impl Feature {
        /// Maximum encoded size of the enum
        pub const _MAX_SIZE: usize = 10usize;
        /// No bit.
        pub const None: Self = Self(0);
        /// SNAPSHOT, SUBSCRIBE, GET_SNAPSHOT.
        pub const Snapshots: Self = Self(1);
        /// EVENT, EVENT_CREDIT, GET_EVENTS.
        pub const Events: Self = Self(2);
        /// GET_CHECKLIST, GET_ITEM, GET_MEASUREMENTS.
        pub const Results: Self = Self(4);
        /// GET_FINDINGS and Snapshot.score_milli: where the site wants findings.
        pub const Findings: Self = Self(8);
        /// GET_KEY_IMAGE.
        pub const KeyImages: Self = Self(16);
        /// EXAM_BEGIN, EXAM_COMMAND, EXAM_JUDGE, EXAM_ENTER.
        pub const Exam: Self = Self(32);
        /// SET_CLOCK.
        pub const Clock: Self = Self(64);
        /// SET_BRIGHTNESS: where the device has a panel with a backlight that it may set.
        pub const Brightness: Self = Self(128);
        /// GET_LOG.
        pub const Log: Self = Self(256);
    }
    impl core::default::Default for Feature {
        fn default() -> Self {
            Self(0)
        }
    }
    impl core::convert::From<i32> for Feature {
        fn from(val: i32) -> Self {
            Self(val)
        }
    }
    impl core::fmt::Debug for Feature {
        fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            match *self {
                Feature::None => formatter.write_str("None"),
                Feature::Snapshots => formatter.write_str("Snapshots"),
                Feature::Events => formatter.write_str("Events"),
                Feature::Results => formatter.write_str("Results"),
                Feature::Findings => formatter.write_str("Findings"),
                Feature::KeyImages => formatter.write_str("KeyImages"),
                Feature::Exam => formatter.write_str("Exam"),
                Feature::Clock => formatter.write_str("Clock"),
                Feature::Brightness => formatter.write_str("Brightness"),
                Feature::Log => formatter.write_str("Log"),
                Self(n) => formatter.debug_tuple("_Unknown").field(&n).finish(),
            }
        }
    }
}
