namespace Platform.ServiceDefaults.Messaging;

/// <summary>Why a message is not acted on. The code is kept with the parked message.</summary>
public enum MessageRefusal
{
    /// <summary>It has no envelope.</summary>
    EnvelopeMissing,

    /// <summary>The envelope is not a JWT of type <c>msg+jwt</c> with every claim.</summary>
    EnvelopeMalformed,

    /// <summary>The body is larger than anything this platform sends.</summary>
    TooLarge,

    /// <summary>The bytes are not the ones that were signed.</summary>
    BodyAltered,

    /// <summary>The producer's chain does not lead to the trust bundle, or was not valid when the message was signed.</summary>
    ProducerUntrusted,

    /// <summary>The signature is not by the key in the chain.</summary>
    SignatureInvalid,

    /// <summary><c>iss</c> is not the identity in the chain, or <c>act</c> is somebody else.</summary>
    ProducerMismatch,

    /// <summary>This workload may not send messages of this type.</summary>
    ProducerNotAllowed,

    /// <summary>The broker did not vouch for the producer's own user.</summary>
    BrokerUserMismatch,

    /// <summary>This consumer takes no messages of this type.</summary>
    TypeUnexpected,

    /// <summary>The body names another id or another type than the envelope.</summary>
    BodyMismatch,

    /// <summary>Its time has passed.</summary>
    Expired,

    /// <summary>It was signed in the future, or for longer than its type may live.</summary>
    LifetimeUnacceptable,

    /// <summary>The policy does not permit the consumer to act on it.</summary>
    Denied,

    /// <summary>The body is not what its type promises.</summary>
    BodyInvalid,

    /// <summary>It would lead to a state that cannot follow.</summary>
    StateUnacceptable,

    /// <summary>Acting on it failed again and again.</summary>
    Failed,
}
