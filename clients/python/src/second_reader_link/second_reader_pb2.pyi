from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MsgId(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MSG_UNSPECIFIED: _ClassVar[MsgId]
    MSG_HELLO: _ClassVar[MsgId]
    MSG_HELLO_ACK: _ClassVar[MsgId]
    MSG_HEARTBEAT: _ClassVar[MsgId]
    MSG_ERROR: _ClassVar[MsgId]
    MSG_BUSY: _ClassVar[MsgId]
    MSG_BYE: _ClassVar[MsgId]
    MSG_DONE: _ClassVar[MsgId]
    MSG_GET_IDENTITY: _ClassVar[MsgId]
    MSG_IDENTITY: _ClassVar[MsgId]
    MSG_GET_HEALTH: _ClassVar[MsgId]
    MSG_HEALTH: _ClassVar[MsgId]
    MSG_GET_CONFIG: _ClassVar[MsgId]
    MSG_CONFIG: _ClassVar[MsgId]
    MSG_SELF_TEST: _ClassVar[MsgId]
    MSG_SELF_TEST_RESULT: _ClassVar[MsgId]
    MSG_SET_CLOCK: _ClassVar[MsgId]
    MSG_CLOCK: _ClassVar[MsgId]
    MSG_SET_BRIGHTNESS: _ClassVar[MsgId]
    MSG_BRIGHTNESS: _ClassVar[MsgId]
    MSG_GET_LOG: _ClassVar[MsgId]
    MSG_LOG: _ClassVar[MsgId]
    MSG_EXAM_BEGIN: _ClassVar[MsgId]
    MSG_EXAM_COMMAND: _ClassVar[MsgId]
    MSG_EXAM_JUDGE: _ClassVar[MsgId]
    MSG_EXAM_ENTER: _ClassVar[MsgId]
    MSG_GET_EXAM: _ClassVar[MsgId]
    MSG_EXAM: _ClassVar[MsgId]
    MSG_SUBSCRIBE: _ClassVar[MsgId]
    MSG_SNAPSHOT: _ClassVar[MsgId]
    MSG_GET_SNAPSHOT: _ClassVar[MsgId]
    MSG_EVENT_CREDIT: _ClassVar[MsgId]
    MSG_EVENT: _ClassVar[MsgId]
    MSG_GET_EVENTS: _ClassVar[MsgId]
    MSG_EVENTS: _ClassVar[MsgId]
    MSG_GET_CHECKLIST: _ClassVar[MsgId]
    MSG_CHECKLIST: _ClassVar[MsgId]
    MSG_GET_ITEM: _ClassVar[MsgId]
    MSG_ITEM: _ClassVar[MsgId]
    MSG_GET_MEASUREMENTS: _ClassVar[MsgId]
    MSG_MEASUREMENTS: _ClassVar[MsgId]
    MSG_GET_FINDINGS: _ClassVar[MsgId]
    MSG_FINDINGS: _ClassVar[MsgId]
    MSG_GET_KEY_IMAGE: _ClassVar[MsgId]
    MSG_KEY_IMAGE: _ClassVar[MsgId]

class State(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STATE_UNSPECIFIED: _ClassVar[State]
    STATE_STARTING: _ClassVar[State]
    STATE_RUNNING: _ClassVar[State]
    STATE_FROZEN: _ClassVar[State]
    STATE_COLOUR_DOPPLER: _ClassVar[State]
    STATE_DUAL: _ClassVar[State]
    STATE_TOO_DARK: _ClassVar[State]
    STATE_SATURATED: _ClassVar[State]
    STATE_SHADOWED: _ClassVar[State]
    STATE_NOT_ULTRASOUND: _ClassVar[State]
    STATE_MODEL_FAULT: _ClassVar[State]
    STATE_NO_DEVICE: _ClassVar[State]
    STATE_DISCONNECTED: _ClassVar[State]
    STATE_NO_CABLE: _ClassVar[State]
    STATE_NO_SIGNAL: _ClassVar[State]
    STATE_NO_LOCK: _ClassVar[State]
    STATE_OUT_OF_RANGE: _ClassVar[State]
    STATE_FORMAT_CHANGED: _ClassVar[State]
    STATE_STALLED: _ClassVar[State]
    STATE_STOPPED: _ClassVar[State]

class View(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    VIEW_UNSPECIFIED: _ClassVar[View]
    VIEW_NONE: _ClassVar[View]
    VIEW_ABDOMEN: _ClassVar[View]
    VIEW_FOUR_CHAMBER: _ClassVar[View]
    VIEW_LVOT: _ClassVar[View]
    VIEW_RVOT: _ClassVar[View]
    VIEW_THREE_VESSEL: _ClassVar[View]
    VIEW_THREE_VESSEL_TRACHEA: _ClassVar[View]

class Structure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    STRUCTURE_UNSPECIFIED: _ClassVar[Structure]
    STRUCTURE_CRUX: _ClassVar[Structure]
    STRUCTURE_VENTRICULAR_SEPTUM: _ClassVar[Structure]
    STRUCTURE_RIGHT_ATRIUM: _ClassVar[Structure]
    STRUCTURE_TRICUSPID_VALVE: _ClassVar[Structure]
    STRUCTURE_RIGHT_VENTRICLE: _ClassVar[Structure]
    STRUCTURE_LEFT_ATRIUM: _ClassVar[Structure]
    STRUCTURE_MITRAL_VALVE: _ClassVar[Structure]
    STRUCTURE_LEFT_VENTRICLE: _ClassVar[Structure]
    STRUCTURE_PULMONARY_ARTERY: _ClassVar[Structure]
    STRUCTURE_ASCENDING_AORTA: _ClassVar[Structure]
    STRUCTURE_SUPERIOR_VENA_CAVA: _ClassVar[Structure]
    STRUCTURE_DESCENDING_AORTA: _ClassVar[Structure]
    STRUCTURE_STOMACH: _ClassVar[Structure]
    STRUCTURE_SPINE: _ClassVar[Structure]
    STRUCTURE_UMBILICAL_VEIN: _ClassVar[Structure]
    STRUCTURE_INFERIOR_VENA_CAVA: _ClassVar[Structure]
    STRUCTURE_PULMONARY_VEIN: _ClassVar[Structure]
    STRUCTURE_DUCTUS_ARTERIOSUS: _ClassVar[Structure]
    STRUCTURE_HEART: _ClassVar[Structure]
    STRUCTURE_THORAX: _ClassVar[Structure]
    STRUCTURE_CARDIAC_APEX: _ClassVar[Structure]
    STRUCTURE_AORTIC_ARCH: _ClassVar[Structure]
    STRUCTURE_TRACHEA: _ClassVar[Structure]

class ItemState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ITEM_STATE_UNSPECIFIED: _ClassVar[ItemState]
    ITEM_STATE_CANNOT_ASSESS: _ClassVar[ItemState]
    ITEM_STATE_NOT_SEEN: _ClassVar[ItemState]
    ITEM_STATE_SEEN: _ClassVar[ItemState]
    ITEM_STATE_MEETS: _ClassVar[ItemState]
    ITEM_STATE_OUTSIDE: _ClassVar[ItemState]

class ExamState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EXAM_STATE_UNSPECIFIED: _ClassVar[ExamState]
    EXAM_STATE_IDLE: _ClassVar[ExamState]
    EXAM_STATE_RUNNING: _ClassVar[ExamState]
    EXAM_STATE_REVIEW: _ClassVar[ExamState]
    EXAM_STATE_CLOSED: _ClassVar[ExamState]

class Command(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMAND_UNSPECIFIED: _ClassVar[Command]
    COMMAND_BEGIN: _ClassVar[Command]
    COMMAND_END: _ClassVar[Command]
    COMMAND_RESUME: _ClassVar[Command]
    COMMAND_JUDGE: _ClassVar[Command]
    COMMAND_CLOSE: _ClassVar[Command]
    COMMAND_ABANDON: _ClassVar[Command]
    COMMAND_MARK: _ClassVar[Command]
    COMMAND_ENTER: _ClassVar[Command]

class Opinion(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OPINION_UNSPECIFIED: _ClassVar[Opinion]
    OPINION_NORMAL: _ClassVar[Opinion]
    OPINION_LOOK_AGAIN: _ClassVar[Opinion]
    OPINION_NOT_ASSESSABLE: _ClassVar[Opinion]

class Side(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SIDE_UNSPECIFIED: _ClassVar[Side]
    SIDE_LEFT: _ClassVar[Side]
    SIDE_RIGHT: _ClassVar[Side]
    SIDE_UP: _ClassVar[Side]
    SIDE_DOWN: _ClassVar[Side]

class Reveal(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    REVEAL_UNSPECIFIED: _ClassVar[Reveal]
    REVEAL_LIVE: _ClassVar[Reveal]
    REVEAL_AFTER_JUDGEMENT: _ClassVar[Reveal]

class Measure(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    MEASURE_UNSPECIFIED: _ClassVar[Measure]
    MEASURE_AXIS: _ClassVar[Measure]
    MEASURE_HEART_CHEST_DIAMETER: _ClassVar[Measure]
    MEASURE_HEART_CHEST_AREA: _ClassVar[Measure]
    MEASURE_HEART_CHEST_CIRCUMFERENCE: _ClassVar[Measure]
    MEASURE_RV_LV_WIDTH: _ClassVar[Measure]
    MEASURE_RA_LA_WIDTH: _ClassVar[Measure]
    MEASURE_TRICUSPID_MITRAL_WIDTH: _ClassVar[Measure]
    MEASURE_VALVE_OFFSET: _ClassVar[Measure]
    MEASURE_PULMONARY_AORTA_WIDTH: _ClassVar[Measure]

class Withheld(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    WITHHELD_UNSPECIFIED: _ClassVar[Withheld]
    WITHHELD_NOT_SHOWN: _ClassVar[Withheld]
    WITHHELD_TOO_FEW: _ClassVar[Withheld]
    WITHHELD_MISSING: _ClassVar[Withheld]
    WITHHELD_VIEW_QUALITY: _ClassVar[Withheld]
    WITHHELD_ANGLE: _ClassVar[Withheld]
    WITHHELD_NO_FRONT: _ClassVar[Withheld]
    WITHHELD_SCATTER: _ClassVar[Withheld]
    WITHHELD_LATERALITY: _ClassVar[Withheld]
    WITHHELD_TOO_SLOW: _ClassVar[Withheld]
    WITHHELD_NOT_PERIODIC: _ClassVar[Withheld]
    WITHHELD_CUT: _ClassVar[Withheld]

class EventKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    EVENT_UNSPECIFIED: _ClassVar[EventKind]
    EVENT_STATE: _ClassVar[EventKind]
    EVENT_VIEW: _ClassVar[EventKind]
    EVENT_ITEM: _ClassVar[EventKind]
    EVENT_EXAM: _ClassVar[EventKind]
    EVENT_REVEAL: _ClassVar[EventKind]

class ErrorCode(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ERROR_UNSPECIFIED: _ClassVar[ErrorCode]
    ERROR_UNSUPPORTED_VERSION: _ClassVar[ErrorCode]
    ERROR_UNSUPPORTED_FLAGS: _ClassVar[ErrorCode]
    ERROR_UNSUPPORTED_MESSAGE: _ClassVar[ErrorCode]
    ERROR_MALFORMED: _ClassVar[ErrorCode]
    ERROR_TOO_LARGE: _ClassVar[ErrorCode]
    ERROR_BAD_FRAME: _ClassVar[ErrorCode]
    ERROR_NO_SESSION: _ClassVar[ErrorCode]
    ERROR_WRONG_STATE: _ClassVar[ErrorCode]
    ERROR_OUT_OF_RANGE: _ClassVar[ErrorCode]
    ERROR_WITHHELD: _ClassVar[ErrorCode]
    ERROR_NOT_AVAILABLE: _ClassVar[ErrorCode]
    ERROR_CHANGED: _ClassVar[ErrorCode]
    ERROR_TIMEOUT: _ClassVar[ErrorCode]
    ERROR_INTERNAL: _ClassVar[ErrorCode]
    ERROR_NOT_JUDGED: _ClassVar[ErrorCode]
    ERROR_FULL: _ClassVar[ErrorCode]

class Feature(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    FEATURE_NONE: _ClassVar[Feature]
    FEATURE_SNAPSHOTS: _ClassVar[Feature]
    FEATURE_EVENTS: _ClassVar[Feature]
    FEATURE_RESULTS: _ClassVar[Feature]
    FEATURE_FINDINGS: _ClassVar[Feature]
    FEATURE_KEY_IMAGES: _ClassVar[Feature]
    FEATURE_EXAM: _ClassVar[Feature]
    FEATURE_CLOCK: _ClassVar[Feature]
    FEATURE_BRIGHTNESS: _ClassVar[Feature]
    FEATURE_LOG: _ClassVar[Feature]
MSG_UNSPECIFIED: MsgId
MSG_HELLO: MsgId
MSG_HELLO_ACK: MsgId
MSG_HEARTBEAT: MsgId
MSG_ERROR: MsgId
MSG_BUSY: MsgId
MSG_BYE: MsgId
MSG_DONE: MsgId
MSG_GET_IDENTITY: MsgId
MSG_IDENTITY: MsgId
MSG_GET_HEALTH: MsgId
MSG_HEALTH: MsgId
MSG_GET_CONFIG: MsgId
MSG_CONFIG: MsgId
MSG_SELF_TEST: MsgId
MSG_SELF_TEST_RESULT: MsgId
MSG_SET_CLOCK: MsgId
MSG_CLOCK: MsgId
MSG_SET_BRIGHTNESS: MsgId
MSG_BRIGHTNESS: MsgId
MSG_GET_LOG: MsgId
MSG_LOG: MsgId
MSG_EXAM_BEGIN: MsgId
MSG_EXAM_COMMAND: MsgId
MSG_EXAM_JUDGE: MsgId
MSG_EXAM_ENTER: MsgId
MSG_GET_EXAM: MsgId
MSG_EXAM: MsgId
MSG_SUBSCRIBE: MsgId
MSG_SNAPSHOT: MsgId
MSG_GET_SNAPSHOT: MsgId
MSG_EVENT_CREDIT: MsgId
MSG_EVENT: MsgId
MSG_GET_EVENTS: MsgId
MSG_EVENTS: MsgId
MSG_GET_CHECKLIST: MsgId
MSG_CHECKLIST: MsgId
MSG_GET_ITEM: MsgId
MSG_ITEM: MsgId
MSG_GET_MEASUREMENTS: MsgId
MSG_MEASUREMENTS: MsgId
MSG_GET_FINDINGS: MsgId
MSG_FINDINGS: MsgId
MSG_GET_KEY_IMAGE: MsgId
MSG_KEY_IMAGE: MsgId
STATE_UNSPECIFIED: State
STATE_STARTING: State
STATE_RUNNING: State
STATE_FROZEN: State
STATE_COLOUR_DOPPLER: State
STATE_DUAL: State
STATE_TOO_DARK: State
STATE_SATURATED: State
STATE_SHADOWED: State
STATE_NOT_ULTRASOUND: State
STATE_MODEL_FAULT: State
STATE_NO_DEVICE: State
STATE_DISCONNECTED: State
STATE_NO_CABLE: State
STATE_NO_SIGNAL: State
STATE_NO_LOCK: State
STATE_OUT_OF_RANGE: State
STATE_FORMAT_CHANGED: State
STATE_STALLED: State
STATE_STOPPED: State
VIEW_UNSPECIFIED: View
VIEW_NONE: View
VIEW_ABDOMEN: View
VIEW_FOUR_CHAMBER: View
VIEW_LVOT: View
VIEW_RVOT: View
VIEW_THREE_VESSEL: View
VIEW_THREE_VESSEL_TRACHEA: View
STRUCTURE_UNSPECIFIED: Structure
STRUCTURE_CRUX: Structure
STRUCTURE_VENTRICULAR_SEPTUM: Structure
STRUCTURE_RIGHT_ATRIUM: Structure
STRUCTURE_TRICUSPID_VALVE: Structure
STRUCTURE_RIGHT_VENTRICLE: Structure
STRUCTURE_LEFT_ATRIUM: Structure
STRUCTURE_MITRAL_VALVE: Structure
STRUCTURE_LEFT_VENTRICLE: Structure
STRUCTURE_PULMONARY_ARTERY: Structure
STRUCTURE_ASCENDING_AORTA: Structure
STRUCTURE_SUPERIOR_VENA_CAVA: Structure
STRUCTURE_DESCENDING_AORTA: Structure
STRUCTURE_STOMACH: Structure
STRUCTURE_SPINE: Structure
STRUCTURE_UMBILICAL_VEIN: Structure
STRUCTURE_INFERIOR_VENA_CAVA: Structure
STRUCTURE_PULMONARY_VEIN: Structure
STRUCTURE_DUCTUS_ARTERIOSUS: Structure
STRUCTURE_HEART: Structure
STRUCTURE_THORAX: Structure
STRUCTURE_CARDIAC_APEX: Structure
STRUCTURE_AORTIC_ARCH: Structure
STRUCTURE_TRACHEA: Structure
ITEM_STATE_UNSPECIFIED: ItemState
ITEM_STATE_CANNOT_ASSESS: ItemState
ITEM_STATE_NOT_SEEN: ItemState
ITEM_STATE_SEEN: ItemState
ITEM_STATE_MEETS: ItemState
ITEM_STATE_OUTSIDE: ItemState
EXAM_STATE_UNSPECIFIED: ExamState
EXAM_STATE_IDLE: ExamState
EXAM_STATE_RUNNING: ExamState
EXAM_STATE_REVIEW: ExamState
EXAM_STATE_CLOSED: ExamState
COMMAND_UNSPECIFIED: Command
COMMAND_BEGIN: Command
COMMAND_END: Command
COMMAND_RESUME: Command
COMMAND_JUDGE: Command
COMMAND_CLOSE: Command
COMMAND_ABANDON: Command
COMMAND_MARK: Command
COMMAND_ENTER: Command
OPINION_UNSPECIFIED: Opinion
OPINION_NORMAL: Opinion
OPINION_LOOK_AGAIN: Opinion
OPINION_NOT_ASSESSABLE: Opinion
SIDE_UNSPECIFIED: Side
SIDE_LEFT: Side
SIDE_RIGHT: Side
SIDE_UP: Side
SIDE_DOWN: Side
REVEAL_UNSPECIFIED: Reveal
REVEAL_LIVE: Reveal
REVEAL_AFTER_JUDGEMENT: Reveal
MEASURE_UNSPECIFIED: Measure
MEASURE_AXIS: Measure
MEASURE_HEART_CHEST_DIAMETER: Measure
MEASURE_HEART_CHEST_AREA: Measure
MEASURE_HEART_CHEST_CIRCUMFERENCE: Measure
MEASURE_RV_LV_WIDTH: Measure
MEASURE_RA_LA_WIDTH: Measure
MEASURE_TRICUSPID_MITRAL_WIDTH: Measure
MEASURE_VALVE_OFFSET: Measure
MEASURE_PULMONARY_AORTA_WIDTH: Measure
WITHHELD_UNSPECIFIED: Withheld
WITHHELD_NOT_SHOWN: Withheld
WITHHELD_TOO_FEW: Withheld
WITHHELD_MISSING: Withheld
WITHHELD_VIEW_QUALITY: Withheld
WITHHELD_ANGLE: Withheld
WITHHELD_NO_FRONT: Withheld
WITHHELD_SCATTER: Withheld
WITHHELD_LATERALITY: Withheld
WITHHELD_TOO_SLOW: Withheld
WITHHELD_NOT_PERIODIC: Withheld
WITHHELD_CUT: Withheld
EVENT_UNSPECIFIED: EventKind
EVENT_STATE: EventKind
EVENT_VIEW: EventKind
EVENT_ITEM: EventKind
EVENT_EXAM: EventKind
EVENT_REVEAL: EventKind
ERROR_UNSPECIFIED: ErrorCode
ERROR_UNSUPPORTED_VERSION: ErrorCode
ERROR_UNSUPPORTED_FLAGS: ErrorCode
ERROR_UNSUPPORTED_MESSAGE: ErrorCode
ERROR_MALFORMED: ErrorCode
ERROR_TOO_LARGE: ErrorCode
ERROR_BAD_FRAME: ErrorCode
ERROR_NO_SESSION: ErrorCode
ERROR_WRONG_STATE: ErrorCode
ERROR_OUT_OF_RANGE: ErrorCode
ERROR_WITHHELD: ErrorCode
ERROR_NOT_AVAILABLE: ErrorCode
ERROR_CHANGED: ErrorCode
ERROR_TIMEOUT: ErrorCode
ERROR_INTERNAL: ErrorCode
ERROR_NOT_JUDGED: ErrorCode
ERROR_FULL: ErrorCode
FEATURE_NONE: Feature
FEATURE_SNAPSHOTS: Feature
FEATURE_EVENTS: Feature
FEATURE_RESULTS: Feature
FEATURE_FINDINGS: Feature
FEATURE_KEY_IMAGES: Feature
FEATURE_EXAM: Feature
FEATURE_CLOCK: Feature
FEATURE_BRIGHTNESS: Feature
FEATURE_LOG: Feature

class Stamp(_message.Message):
    __slots__ = ("frame", "time_ms", "age_ms", "stale")
    FRAME_FIELD_NUMBER: _ClassVar[int]
    TIME_MS_FIELD_NUMBER: _ClassVar[int]
    AGE_MS_FIELD_NUMBER: _ClassVar[int]
    STALE_FIELD_NUMBER: _ClassVar[int]
    frame: int
    time_ms: int
    age_ms: int
    stale: bool
    def __init__(self, frame: _Optional[int] = ..., time_ms: _Optional[int] = ..., age_ms: _Optional[int] = ..., stale: bool = ...) -> None: ...

class Hello(_message.Message):
    __slots__ = ("version_min", "version_max", "max_payload", "vendor", "features", "schema_hash", "snapshot_period_ms", "log_id", "events_after", "event_credits")
    VERSION_MIN_FIELD_NUMBER: _ClassVar[int]
    VERSION_MAX_FIELD_NUMBER: _ClassVar[int]
    MAX_PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    VENDOR_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_HASH_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_PERIOD_MS_FIELD_NUMBER: _ClassVar[int]
    LOG_ID_FIELD_NUMBER: _ClassVar[int]
    EVENTS_AFTER_FIELD_NUMBER: _ClassVar[int]
    EVENT_CREDITS_FIELD_NUMBER: _ClassVar[int]
    version_min: int
    version_max: int
    max_payload: int
    vendor: str
    features: int
    schema_hash: int
    snapshot_period_ms: int
    log_id: int
    events_after: int
    event_credits: int
    def __init__(self, version_min: _Optional[int] = ..., version_max: _Optional[int] = ..., max_payload: _Optional[int] = ..., vendor: _Optional[str] = ..., features: _Optional[int] = ..., schema_hash: _Optional[int] = ..., snapshot_period_ms: _Optional[int] = ..., log_id: _Optional[int] = ..., events_after: _Optional[int] = ..., event_credits: _Optional[int] = ...) -> None: ...

class HelloAck(_message.Message):
    __slots__ = ("version", "max_payload", "features", "log_id", "event_newest", "serial", "firmware", "model_hash", "config_hash", "structures", "items", "schema_hash")
    VERSION_FIELD_NUMBER: _ClassVar[int]
    MAX_PAYLOAD_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    LOG_ID_FIELD_NUMBER: _ClassVar[int]
    EVENT_NEWEST_FIELD_NUMBER: _ClassVar[int]
    SERIAL_FIELD_NUMBER: _ClassVar[int]
    FIRMWARE_FIELD_NUMBER: _ClassVar[int]
    MODEL_HASH_FIELD_NUMBER: _ClassVar[int]
    CONFIG_HASH_FIELD_NUMBER: _ClassVar[int]
    STRUCTURES_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_HASH_FIELD_NUMBER: _ClassVar[int]
    version: int
    max_payload: int
    features: int
    log_id: int
    event_newest: int
    serial: str
    firmware: str
    model_hash: bytes
    config_hash: bytes
    structures: int
    items: int
    schema_hash: int
    def __init__(self, version: _Optional[int] = ..., max_payload: _Optional[int] = ..., features: _Optional[int] = ..., log_id: _Optional[int] = ..., event_newest: _Optional[int] = ..., serial: _Optional[str] = ..., firmware: _Optional[str] = ..., model_hash: _Optional[bytes] = ..., config_hash: _Optional[bytes] = ..., structures: _Optional[int] = ..., items: _Optional[int] = ..., schema_hash: _Optional[int] = ...) -> None: ...

class Heartbeat(_message.Message):
    __slots__ = ("uptime_ms", "state", "state_name", "frame_age_ms", "inference_p99_us", "frames_dropped", "event_newest", "log_id", "exam")
    UPTIME_MS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    STATE_NAME_FIELD_NUMBER: _ClassVar[int]
    FRAME_AGE_MS_FIELD_NUMBER: _ClassVar[int]
    INFERENCE_P99_US_FIELD_NUMBER: _ClassVar[int]
    FRAMES_DROPPED_FIELD_NUMBER: _ClassVar[int]
    EVENT_NEWEST_FIELD_NUMBER: _ClassVar[int]
    LOG_ID_FIELD_NUMBER: _ClassVar[int]
    EXAM_FIELD_NUMBER: _ClassVar[int]
    uptime_ms: int
    state: State
    state_name: str
    frame_age_ms: int
    inference_p99_us: int
    frames_dropped: int
    event_newest: int
    log_id: int
    exam: ExamState
    def __init__(self, uptime_ms: _Optional[int] = ..., state: _Optional[_Union[State, str]] = ..., state_name: _Optional[str] = ..., frame_age_ms: _Optional[int] = ..., inference_p99_us: _Optional[int] = ..., frames_dropped: _Optional[int] = ..., event_newest: _Optional[int] = ..., log_id: _Optional[int] = ..., exam: _Optional[_Union[ExamState, str]] = ...) -> None: ...

class Error(_message.Message):
    __slots__ = ("code", "msg_id", "field", "detail", "message", "hint")
    CODE_FIELD_NUMBER: _ClassVar[int]
    MSG_ID_FIELD_NUMBER: _ClassVar[int]
    FIELD_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    HINT_FIELD_NUMBER: _ClassVar[int]
    code: ErrorCode
    msg_id: int
    field: int
    detail: int
    message: str
    hint: str
    def __init__(self, code: _Optional[_Union[ErrorCode, str]] = ..., msg_id: _Optional[int] = ..., field: _Optional[int] = ..., detail: _Optional[int] = ..., message: _Optional[str] = ..., hint: _Optional[str] = ...) -> None: ...

class Busy(_message.Message):
    __slots__ = ("retry_ms", "outstanding_max")
    RETRY_MS_FIELD_NUMBER: _ClassVar[int]
    OUTSTANDING_MAX_FIELD_NUMBER: _ClassVar[int]
    retry_ms: int
    outstanding_max: int
    def __init__(self, retry_ms: _Optional[int] = ..., outstanding_max: _Optional[int] = ...) -> None: ...

class Bye(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Done(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetIdentity(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Identity(_message.Message):
    __slots__ = ("product", "serial", "firmware", "model", "model_version", "model_hash", "profile", "profile_version", "intended_use", "features", "schema_hash")
    PRODUCT_FIELD_NUMBER: _ClassVar[int]
    SERIAL_FIELD_NUMBER: _ClassVar[int]
    FIRMWARE_FIELD_NUMBER: _ClassVar[int]
    MODEL_FIELD_NUMBER: _ClassVar[int]
    MODEL_VERSION_FIELD_NUMBER: _ClassVar[int]
    MODEL_HASH_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    PROFILE_VERSION_FIELD_NUMBER: _ClassVar[int]
    INTENDED_USE_FIELD_NUMBER: _ClassVar[int]
    FEATURES_FIELD_NUMBER: _ClassVar[int]
    SCHEMA_HASH_FIELD_NUMBER: _ClassVar[int]
    product: str
    serial: str
    firmware: str
    model: str
    model_version: str
    model_hash: bytes
    profile: str
    profile_version: str
    intended_use: str
    features: int
    schema_hash: int
    def __init__(self, product: _Optional[str] = ..., serial: _Optional[str] = ..., firmware: _Optional[str] = ..., model: _Optional[str] = ..., model_version: _Optional[str] = ..., model_hash: _Optional[bytes] = ..., profile: _Optional[str] = ..., profile_version: _Optional[str] = ..., intended_use: _Optional[str] = ..., features: _Optional[int] = ..., schema_hash: _Optional[int] = ...) -> None: ...

class GetHealth(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Health(_message.Message):
    __slots__ = ("stamp", "state", "fault", "uptime_ms", "fps_milli", "inference_median_us", "inference_p99_us", "frames_read", "frames_dropped", "rx_frames", "rx_bad_crc", "rx_bad_cobs", "rx_too_large", "tx_frames", "tx_snapshots_replaced")
    STAMP_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    FAULT_FIELD_NUMBER: _ClassVar[int]
    UPTIME_MS_FIELD_NUMBER: _ClassVar[int]
    FPS_MILLI_FIELD_NUMBER: _ClassVar[int]
    INFERENCE_MEDIAN_US_FIELD_NUMBER: _ClassVar[int]
    INFERENCE_P99_US_FIELD_NUMBER: _ClassVar[int]
    FRAMES_READ_FIELD_NUMBER: _ClassVar[int]
    FRAMES_DROPPED_FIELD_NUMBER: _ClassVar[int]
    RX_FRAMES_FIELD_NUMBER: _ClassVar[int]
    RX_BAD_CRC_FIELD_NUMBER: _ClassVar[int]
    RX_BAD_COBS_FIELD_NUMBER: _ClassVar[int]
    RX_TOO_LARGE_FIELD_NUMBER: _ClassVar[int]
    TX_FRAMES_FIELD_NUMBER: _ClassVar[int]
    TX_SNAPSHOTS_REPLACED_FIELD_NUMBER: _ClassVar[int]
    stamp: Stamp
    state: State
    fault: str
    uptime_ms: int
    fps_milli: int
    inference_median_us: int
    inference_p99_us: int
    frames_read: int
    frames_dropped: int
    rx_frames: int
    rx_bad_crc: int
    rx_bad_cobs: int
    rx_too_large: int
    tx_frames: int
    tx_snapshots_replaced: int
    def __init__(self, stamp: _Optional[_Union[Stamp, _Mapping]] = ..., state: _Optional[_Union[State, str]] = ..., fault: _Optional[str] = ..., uptime_ms: _Optional[int] = ..., fps_milli: _Optional[int] = ..., inference_median_us: _Optional[int] = ..., inference_p99_us: _Optional[int] = ..., frames_read: _Optional[int] = ..., frames_dropped: _Optional[int] = ..., rx_frames: _Optional[int] = ..., rx_bad_crc: _Optional[int] = ..., rx_bad_cobs: _Optional[int] = ..., rx_too_large: _Optional[int] = ..., tx_frames: _Optional[int] = ..., tx_snapshots_replaced: _Optional[int] = ...) -> None: ...

class GetConfig(_message.Message):
    __slots__ = ("first",)
    FIRST_FIELD_NUMBER: _ClassVar[int]
    first: int
    def __init__(self, first: _Optional[int] = ...) -> None: ...

class Config(_message.Message):
    __slots__ = ("total", "first", "entries")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    total: int
    first: int
    entries: _containers.RepeatedCompositeFieldContainer[ConfigEntry]
    def __init__(self, total: _Optional[int] = ..., first: _Optional[int] = ..., entries: _Optional[_Iterable[_Union[ConfigEntry, _Mapping]]] = ...) -> None: ...

class ConfigEntry(_message.Message):
    __slots__ = ("key", "value")
    KEY_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    key: str
    value: str
    def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...

class SelfTest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class SelfTestResult(_message.Message):
    __slots__ = ("passed", "parts")
    PASSED_FIELD_NUMBER: _ClassVar[int]
    PARTS_FIELD_NUMBER: _ClassVar[int]
    passed: bool
    parts: _containers.RepeatedCompositeFieldContainer[SelfTestPart]
    def __init__(self, passed: bool = ..., parts: _Optional[_Iterable[_Union[SelfTestPart, _Mapping]]] = ...) -> None: ...

class SelfTestPart(_message.Message):
    __slots__ = ("name", "passed", "words")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PASSED_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    name: str
    passed: bool
    words: str
    def __init__(self, name: _Optional[str] = ..., passed: bool = ..., words: _Optional[str] = ...) -> None: ...

class SetClock(_message.Message):
    __slots__ = ("unix_ms",)
    UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    unix_ms: int
    def __init__(self, unix_ms: _Optional[int] = ...) -> None: ...

class Clock(_message.Message):
    __slots__ = ("unix_ms",)
    UNIX_MS_FIELD_NUMBER: _ClassVar[int]
    unix_ms: int
    def __init__(self, unix_ms: _Optional[int] = ...) -> None: ...

class SetBrightness(_message.Message):
    __slots__ = ("percent",)
    PERCENT_FIELD_NUMBER: _ClassVar[int]
    percent: int
    def __init__(self, percent: _Optional[int] = ...) -> None: ...

class Brightness(_message.Message):
    __slots__ = ("percent",)
    PERCENT_FIELD_NUMBER: _ClassVar[int]
    percent: int
    def __init__(self, percent: _Optional[int] = ...) -> None: ...

class GetLog(_message.Message):
    __slots__ = ("first", "lines_max")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LINES_MAX_FIELD_NUMBER: _ClassVar[int]
    first: int
    lines_max: int
    def __init__(self, first: _Optional[int] = ..., lines_max: _Optional[int] = ...) -> None: ...

class Log(_message.Message):
    __slots__ = ("oldest", "newest", "first", "lines")
    OLDEST_FIELD_NUMBER: _ClassVar[int]
    NEWEST_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    LINES_FIELD_NUMBER: _ClassVar[int]
    oldest: int
    newest: int
    first: int
    lines: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, oldest: _Optional[int] = ..., newest: _Optional[int] = ..., first: _Optional[int] = ..., lines: _Optional[_Iterable[str]] = ...) -> None: ...

class ExamBegin(_message.Message):
    __slots__ = ("exam_id",)
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    exam_id: bytes
    def __init__(self, exam_id: _Optional[bytes] = ...) -> None: ...

class ExamCommand(_message.Message):
    __slots__ = ("command",)
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    command: Command
    def __init__(self, command: _Optional[_Union[Command, str]] = ...) -> None: ...

class ExamJudge(_message.Message):
    __slots__ = ("heart", "vessels")
    HEART_FIELD_NUMBER: _ClassVar[int]
    VESSELS_FIELD_NUMBER: _ClassVar[int]
    heart: Opinion
    vessels: Opinion
    def __init__(self, heart: _Optional[_Union[Opinion, str]] = ..., vessels: _Optional[_Union[Opinion, str]] = ...) -> None: ...

class ExamEnter(_message.Message):
    __slots__ = ("age_days", "left", "fetus")
    AGE_DAYS_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    FETUS_FIELD_NUMBER: _ClassVar[int]
    age_days: int
    left: Side
    fetus: int
    def __init__(self, age_days: _Optional[int] = ..., left: _Optional[_Union[Side, str]] = ..., fetus: _Optional[int] = ...) -> None: ...

class GetExam(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Exam(_message.Message):
    __slots__ = ("stamp", "state", "reveal", "withheld", "exam_id", "age_days", "left", "fetus", "marks", "judged")
    STAMP_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    REVEAL_FIELD_NUMBER: _ClassVar[int]
    WITHHELD_FIELD_NUMBER: _ClassVar[int]
    EXAM_ID_FIELD_NUMBER: _ClassVar[int]
    AGE_DAYS_FIELD_NUMBER: _ClassVar[int]
    LEFT_FIELD_NUMBER: _ClassVar[int]
    FETUS_FIELD_NUMBER: _ClassVar[int]
    MARKS_FIELD_NUMBER: _ClassVar[int]
    JUDGED_FIELD_NUMBER: _ClassVar[int]
    stamp: Stamp
    state: ExamState
    reveal: Reveal
    withheld: bool
    exam_id: bytes
    age_days: int
    left: Side
    fetus: int
    marks: int
    judged: bool
    def __init__(self, stamp: _Optional[_Union[Stamp, _Mapping]] = ..., state: _Optional[_Union[ExamState, str]] = ..., reveal: _Optional[_Union[Reveal, str]] = ..., withheld: bool = ..., exam_id: _Optional[bytes] = ..., age_days: _Optional[int] = ..., left: _Optional[_Union[Side, str]] = ..., fetus: _Optional[int] = ..., marks: _Optional[int] = ..., judged: bool = ...) -> None: ...

class Subscribe(_message.Message):
    __slots__ = ("snapshot_period_ms",)
    SNAPSHOT_PERIOD_MS_FIELD_NUMBER: _ClassVar[int]
    snapshot_period_ms: int
    def __init__(self, snapshot_period_ms: _Optional[int] = ...) -> None: ...

class GetSnapshot(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Snapshot(_message.Message):
    __slots__ = ("stamp", "state", "view", "exam", "structures", "items", "measures_given", "measures_milli", "heart_rate_deci", "score_milli")
    STAMP_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    EXAM_FIELD_NUMBER: _ClassVar[int]
    STRUCTURES_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    MEASURES_GIVEN_FIELD_NUMBER: _ClassVar[int]
    MEASURES_MILLI_FIELD_NUMBER: _ClassVar[int]
    HEART_RATE_DECI_FIELD_NUMBER: _ClassVar[int]
    SCORE_MILLI_FIELD_NUMBER: _ClassVar[int]
    stamp: Stamp
    state: State
    view: View
    exam: ExamState
    structures: bytes
    items: bytes
    measures_given: int
    measures_milli: _containers.RepeatedScalarFieldContainer[int]
    heart_rate_deci: int
    score_milli: int
    def __init__(self, stamp: _Optional[_Union[Stamp, _Mapping]] = ..., state: _Optional[_Union[State, str]] = ..., view: _Optional[_Union[View, str]] = ..., exam: _Optional[_Union[ExamState, str]] = ..., structures: _Optional[bytes] = ..., items: _Optional[bytes] = ..., measures_given: _Optional[int] = ..., measures_milli: _Optional[_Iterable[int]] = ..., heart_rate_deci: _Optional[int] = ..., score_milli: _Optional[int] = ...) -> None: ...

class EventCredit(_message.Message):
    __slots__ = ("after_id", "credits")
    AFTER_ID_FIELD_NUMBER: _ClassVar[int]
    CREDITS_FIELD_NUMBER: _ClassVar[int]
    after_id: int
    credits: int
    def __init__(self, after_id: _Optional[int] = ..., credits: _Optional[int] = ...) -> None: ...

class Event(_message.Message):
    __slots__ = ("id", "stamp", "kind", "state", "view", "item", "item_id", "item_state", "exam", "command", "refused", "withheld")
    ID_FIELD_NUMBER: _ClassVar[int]
    STAMP_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    ITEM_ID_FIELD_NUMBER: _ClassVar[int]
    ITEM_STATE_FIELD_NUMBER: _ClassVar[int]
    EXAM_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    WITHHELD_FIELD_NUMBER: _ClassVar[int]
    id: int
    stamp: Stamp
    kind: EventKind
    state: State
    view: View
    item: int
    item_id: str
    item_state: ItemState
    exam: ExamState
    command: Command
    refused: ErrorCode
    withheld: bool
    def __init__(self, id: _Optional[int] = ..., stamp: _Optional[_Union[Stamp, _Mapping]] = ..., kind: _Optional[_Union[EventKind, str]] = ..., state: _Optional[_Union[State, str]] = ..., view: _Optional[_Union[View, str]] = ..., item: _Optional[int] = ..., item_id: _Optional[str] = ..., item_state: _Optional[_Union[ItemState, str]] = ..., exam: _Optional[_Union[ExamState, str]] = ..., command: _Optional[_Union[Command, str]] = ..., refused: _Optional[_Union[ErrorCode, str]] = ..., withheld: bool = ...) -> None: ...

class GetEvents(_message.Message):
    __slots__ = ("after_id", "max_events")
    AFTER_ID_FIELD_NUMBER: _ClassVar[int]
    MAX_EVENTS_FIELD_NUMBER: _ClassVar[int]
    after_id: int
    max_events: int
    def __init__(self, after_id: _Optional[int] = ..., max_events: _Optional[int] = ...) -> None: ...

class Events(_message.Message):
    __slots__ = ("oldest", "newest", "log_id", "events")
    OLDEST_FIELD_NUMBER: _ClassVar[int]
    NEWEST_FIELD_NUMBER: _ClassVar[int]
    LOG_ID_FIELD_NUMBER: _ClassVar[int]
    EVENTS_FIELD_NUMBER: _ClassVar[int]
    oldest: int
    newest: int
    log_id: int
    events: _containers.RepeatedCompositeFieldContainer[Event]
    def __init__(self, oldest: _Optional[int] = ..., newest: _Optional[int] = ..., log_id: _Optional[int] = ..., events: _Optional[_Iterable[_Union[Event, _Mapping]]] = ...) -> None: ...

class GetChecklist(_message.Message):
    __slots__ = ("first",)
    FIRST_FIELD_NUMBER: _ClassVar[int]
    first: int
    def __init__(self, first: _Optional[int] = ...) -> None: ...

class Checklist(_message.Message):
    __slots__ = ("total", "first", "items")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    total: int
    first: int
    items: _containers.RepeatedCompositeFieldContainer[ChecklistItem]
    def __init__(self, total: _Optional[int] = ..., first: _Optional[int] = ..., items: _Optional[_Iterable[_Union[ChecklistItem, _Mapping]]] = ...) -> None: ...

class ChecklistItem(_message.Message):
    __slots__ = ("id", "label", "view")
    ID_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    id: str
    label: str
    view: View
    def __init__(self, id: _Optional[str] = ..., label: _Optional[str] = ..., view: _Optional[_Union[View, str]] = ...) -> None: ...

class GetItem(_message.Message):
    __slots__ = ("item",)
    ITEM_FIELD_NUMBER: _ClassVar[int]
    item: int
    def __init__(self, item: _Optional[int] = ...) -> None: ...

class Item(_message.Message):
    __slots__ = ("item", "id", "view", "state", "confidence_percent", "stamp", "settled", "reason")
    ITEM_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    STAMP_FIELD_NUMBER: _ClassVar[int]
    SETTLED_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    item: int
    id: str
    view: View
    state: ItemState
    confidence_percent: int
    stamp: Stamp
    settled: bool
    reason: str
    def __init__(self, item: _Optional[int] = ..., id: _Optional[str] = ..., view: _Optional[_Union[View, str]] = ..., state: _Optional[_Union[ItemState, str]] = ..., confidence_percent: _Optional[int] = ..., stamp: _Optional[_Union[Stamp, _Mapping]] = ..., settled: bool = ..., reason: _Optional[str] = ...) -> None: ...

class GetMeasurements(_message.Message):
    __slots__ = ("first",)
    FIRST_FIELD_NUMBER: _ClassVar[int]
    first: int
    def __init__(self, first: _Optional[int] = ...) -> None: ...

class Measurements(_message.Message):
    __slots__ = ("total", "first", "stamp", "heart_rate_deci", "heart_rate_error_deci", "heart_rate_withheld", "measurements")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    FIRST_FIELD_NUMBER: _ClassVar[int]
    STAMP_FIELD_NUMBER: _ClassVar[int]
    HEART_RATE_DECI_FIELD_NUMBER: _ClassVar[int]
    HEART_RATE_ERROR_DECI_FIELD_NUMBER: _ClassVar[int]
    HEART_RATE_WITHHELD_FIELD_NUMBER: _ClassVar[int]
    MEASUREMENTS_FIELD_NUMBER: _ClassVar[int]
    total: int
    first: int
    stamp: Stamp
    heart_rate_deci: int
    heart_rate_error_deci: int
    heart_rate_withheld: Withheld
    measurements: _containers.RepeatedCompositeFieldContainer[Measurement]
    def __init__(self, total: _Optional[int] = ..., first: _Optional[int] = ..., stamp: _Optional[_Union[Stamp, _Mapping]] = ..., heart_rate_deci: _Optional[int] = ..., heart_rate_error_deci: _Optional[int] = ..., heart_rate_withheld: _Optional[_Union[Withheld, str]] = ..., measurements: _Optional[_Iterable[_Union[Measurement, _Mapping]]] = ...) -> None: ...

class Measurement(_message.Message):
    __slots__ = ("measure", "withheld", "value_milli", "spread_milli", "confidence_percent", "frames", "first_frame", "last_frame", "best_frame", "z_score_milli")
    MEASURE_FIELD_NUMBER: _ClassVar[int]
    WITHHELD_FIELD_NUMBER: _ClassVar[int]
    VALUE_MILLI_FIELD_NUMBER: _ClassVar[int]
    SPREAD_MILLI_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_PERCENT_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    FIRST_FRAME_FIELD_NUMBER: _ClassVar[int]
    LAST_FRAME_FIELD_NUMBER: _ClassVar[int]
    BEST_FRAME_FIELD_NUMBER: _ClassVar[int]
    Z_SCORE_MILLI_FIELD_NUMBER: _ClassVar[int]
    measure: Measure
    withheld: Withheld
    value_milli: int
    spread_milli: int
    confidence_percent: int
    frames: int
    first_frame: int
    last_frame: int
    best_frame: int
    z_score_milli: int
    def __init__(self, measure: _Optional[_Union[Measure, str]] = ..., withheld: _Optional[_Union[Withheld, str]] = ..., value_milli: _Optional[int] = ..., spread_milli: _Optional[int] = ..., confidence_percent: _Optional[int] = ..., frames: _Optional[int] = ..., first_frame: _Optional[int] = ..., last_frame: _Optional[int] = ..., best_frame: _Optional[int] = ..., z_score_milli: _Optional[int] = ...) -> None: ...

class GetFindings(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Findings(_message.Message):
    __slots__ = ("stamp", "score_milli", "withheld", "total", "look_again")
    STAMP_FIELD_NUMBER: _ClassVar[int]
    SCORE_MILLI_FIELD_NUMBER: _ClassVar[int]
    WITHHELD_FIELD_NUMBER: _ClassVar[int]
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    LOOK_AGAIN_FIELD_NUMBER: _ClassVar[int]
    stamp: Stamp
    score_milli: int
    withheld: str
    total: int
    look_again: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, stamp: _Optional[_Union[Stamp, _Mapping]] = ..., score_milli: _Optional[int] = ..., withheld: _Optional[str] = ..., total: _Optional[int] = ..., look_again: _Optional[_Iterable[str]] = ...) -> None: ...

class GetKeyImage(_message.Message):
    __slots__ = ("view", "image_id", "offset")
    VIEW_FIELD_NUMBER: _ClassVar[int]
    IMAGE_ID_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    view: View
    image_id: int
    offset: int
    def __init__(self, view: _Optional[_Union[View, str]] = ..., image_id: _Optional[int] = ..., offset: _Optional[int] = ...) -> None: ...

class KeyImage(_message.Message):
    __slots__ = ("view", "image_id", "stamp", "width", "height", "total_bytes", "offset", "data")
    VIEW_FIELD_NUMBER: _ClassVar[int]
    IMAGE_ID_FIELD_NUMBER: _ClassVar[int]
    STAMP_FIELD_NUMBER: _ClassVar[int]
    WIDTH_FIELD_NUMBER: _ClassVar[int]
    HEIGHT_FIELD_NUMBER: _ClassVar[int]
    TOTAL_BYTES_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    view: View
    image_id: int
    stamp: Stamp
    width: int
    height: int
    total_bytes: int
    offset: int
    data: bytes
    def __init__(self, view: _Optional[_Union[View, str]] = ..., image_id: _Optional[int] = ..., stamp: _Optional[_Union[Stamp, _Mapping]] = ..., width: _Optional[int] = ..., height: _Optional[int] = ..., total_bytes: _Optional[int] = ..., offset: _Optional[int] = ..., data: _Optional[bytes] = ...) -> None: ...
