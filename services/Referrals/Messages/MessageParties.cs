namespace Platform.Referrals.Messages;

/// <param name="Sender">ODS code of the organisation that refers.</param>
/// <param name="Receiver">ODS code of the organisation that offers the service: from our directory, not from the message.</param>
/// <param name="Service">The DoS service id addressed.</param>
/// <param name="ResponseEndpoint">Where a response goes.</param>
public sealed record MessageParties(string Sender, string Receiver, string Service, string ResponseEndpoint);
