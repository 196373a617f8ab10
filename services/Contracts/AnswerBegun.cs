namespace Inbox.Contracts;

/// <summary>Somebody of the staff is writing what a person will read in private. Published again every few seconds while they go on; says neither who nor what.</summary>
/// <param name="AccountId">The account that the answer would go out by.</param>
/// <param name="Contact">What the channel calls the person.</param>
public sealed record AnswerBegun(string AccountId, string Contact);
