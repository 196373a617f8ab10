namespace Inbox.Contracts;

/// <summary>A text that a platform has approved, to be sent also when it takes nothing else.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Language">Its language as the platform writes it, e.g. <c>en_US</c>; the same name may exist in several.</param>
/// <param name="Text">All of it, as the person reads it; where a parameter stands, <c>{{key}}</c>.</param>
/// <param name="Parameters">What must be filled in, in the order of the text.</param>
public sealed record MessageTemplate(string Name, string Language, string Text, IReadOnlyList<TemplateParameter> Parameters);

/// <summary>A gap in a template.</summary>
/// <param name="Key">What it is known by in the template, e.g. <c>body.1</c>.</param>
/// <param name="Example">What was given as an example when it was approved.</param>
public sealed record TemplateParameter(string Key, string? Example = null);

/// <summary>A template as it is sent.</summary>
/// <param name="Name">Its name on the platform.</param>
/// <param name="Language">Its language as the platform writes it.</param>
/// <param name="Values">What stands in its gaps, by their keys.</param>
public sealed record FilledTemplate(string Name, string Language, IReadOnlyDictionary<string, string> Values);

/// <summary>Asks a connector which templates an account may send. Answered with <see cref="TemplatesListed"/>.</summary>
/// <param name="AccountId">The account.</param>
public sealed record ListTemplates(string AccountId);

/// <summary>The answer to <see cref="ListTemplates"/>.</summary>
/// <param name="Templates">Those that are approved and can be sent from here.</param>
/// <param name="Problem">Why they could not be asked for, in words for staff.</param>
public sealed record TemplatesListed(IReadOnlyList<MessageTemplate> Templates, string? Problem);
