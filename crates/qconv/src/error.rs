/// Why a net cannot be built. Each names the node (the layer) that is at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The node is right by the standard, but not among what this crate computes.
    #[error("node {node:?}: {what} is not supported; supported: {supported}")]
    Unsupported {
        /// Name of the node.
        node: String,
        /// Attribute, type or input, with its value.
        what: String,
        /// What would be.
        supported: &'static str,
    },
    /// The node contradicts the standard or itself.
    #[error("node {node:?}: {what}")]
    Invalid {
        /// Name of the node.
        node: String,
        /// What is wrong.
        what: String,
    },
}

impl Error {
    pub(crate) fn unsupported(
        node: &str,
        what: impl Into<String>,
        supported: &'static str,
    ) -> Self {
        Self::Unsupported {
            node: node.into(),
            what: what.into(),
            supported,
        }
    }

    pub(crate) fn invalid(node: &str, what: impl Into<String>) -> Self {
        Self::Invalid {
            node: node.into(),
            what: what.into(),
        }
    }
}
