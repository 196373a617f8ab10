using Inbox.Mail.Text;

namespace Inbox.Tests.Mail.Text;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One</p><p>Two</p>", "One\n\nTwo")]
    [InlineData("<div>One</div><div><br></div><div>Two<br></div>Three", "One\n\nTwo\nThree")]
    [InlineData("<p class=MsoNormal>One</p><p class=MsoNormal>&nbsp;</p><p class=MsoNormal>Two</p>", "One\n\nTwo")]
    [InlineData("a\n   b\t c", "a b c")]
    [InlineData("<b>bo</b>ld &amp; <i>it</i>alic", "bold & italic")]
    public void Blocks_stand_on_lines_of_their_own(string html, string text) => Assert.Equal(text, HtmlText.ToText(html));

    [Theory]
    [InlineData("<ul><li>One<li>Two<ol><li>In</li><li>Out</li></ol></ul>After", "- One\n- Two\n  1. In\n  2. Out\n\nAfter")]
    [InlineData("<table><tr><td>Colour</td><td>Red</td></tr><tr><td>Size</td><td>M</td></tr></table>", "Colour\tRed\nSize\tM")]
    [InlineData("<pre>if (a)\n    b();\n</pre>", "if (a)\n    b();")]
    public void Lists_tables_and_code_keep_their_shape(string html, string text) => Assert.Equal(text, HtmlText.ToText(html));

    [Theory]
    [InlineData("<a href='https://shop.example/cart'>your cart</a>!", "your cart <https://shop.example/cart>!")]
    [InlineData("<a href='https://www.shop.example/'>shop.example</a>", "shop.example")]
    [InlineData("<a href='mailto:anna@shop.example?subject=Hi'>anna@shop.example</a>", "anna@shop.example")]
    [InlineData("<a href='javascript:alert(1)'>press</a>", "press")]
    [InlineData("<a href='#top'>up</a> <a href='https://x.example'></a>", "up")]
    public void A_link_shows_its_address_when_its_text_does_not(string html, string text) => Assert.Equal(text, HtmlText.ToText(html));

    [Theory]
    [InlineData("No.<blockquote>Really?<blockquote>Yes.</blockquote></blockquote>Fine.", "No.\n\n> Really?\n>\n>> Yes.\n\nFine.")]
    [InlineData("<blockquote class=\"webkit-indent-blockquote\">moved right</blockquote>", "moved right")]
    public void A_quotation_is_marked_line_by_line(string html, string text) => Assert.Equal(text, HtmlText.ToText(html));

    [Theory]
    [InlineData("<head><title>T</title><style>p{}</style></head><body>x<script>alert('</p>')</script>y", "xy")]
    [InlineData("<div style='DISPLAY : none'>a<div>b</div>c</div>seen", "seen")]
    [InlineData("<span hidden>a</span>seen<template>b</template>", "seen")]
    [InlineData("a<!-- <b>no</b> -->b<!--[if mso]><p>Office</p><![endif]-->c<!--[if !mso]><!-->d<!--<![endif]--><![if !vml]>e<![endif]>", "abcde")]
    [InlineData("<?xml version='1.0'?><!DOCTYPE html><xml><o:p>settings</o:p></xml>seen", "seen")]
    [InlineData("<img src=cid:1 style='display:none'>seen", "seen")]
    public void What_a_reader_does_not_see_is_left_out(string html, string text) => Assert.Equal(text, HtmlText.ToText(html));

    [Theory]
    [InlineData("&eacute;t&#233; &#x1F600; &hellip; &apos;&comma;", "été 😀 … ',")]
    [InlineData("&#150; &#128;", "– €")]
    [InlineData("&#0; &#xD800; &#99999999999;", "\ufffd \ufffd \ufffd")]
    [InlineData("AT&T &unknown; a&nbspb & c &", "AT&T &unknown; a b & c &")]
    [InlineData("pre\u200bheader\u00ad &zwnj;&nbsp;&zwnj;&nbsp;&zwnj;", "preheader")]
    [InlineData("می\u200cخواهم 👩\u200d🔧", "می\u200cخواهم 👩\u200d🔧")]
    public void Character_references_become_characters(string html, string text) => Assert.Equal(text, HtmlText.ToText(html));

    [Theory]
    [InlineData("1 < 2 and <3", "1 < 2 and <3")]
    [InlineData("Tail <b", "Tail <b")]
    [InlineData("<a href=\"x>Unclosed</a> quote", "Unclosed quote")]
    [InlineData("<!-- unclosed>comment", "comment")]
    [InlineData("</blockquote></ul></pre>stray", "stray")]
    [InlineData("", "")]
    public void Broken_markup_loses_no_words(string html, string text) => Assert.Equal(text, HtmlText.ToText(html));

    [Theory]
    [InlineData("<div>", 100_000)]
    [InlineData("<blockquote>a", 50_000)]
    [InlineData("<ul><li>", 50_000)]
    [InlineData("<!--", 200_000)]
    [InlineData("<a b=\"", 100_000)]
    [InlineData("<a b=\"' ", 100_000)]
    [InlineData("<a b='\"", 100_000)]
    [InlineData("<a", 200_000)]
    [InlineData("<style></x>", 50_000)]
    [InlineData("<script>", 100_000)]
    [InlineData("&#", 200_000)]
    [InlineData("&amp", 200_000)]
    [InlineData("<a href=http://x.example/>", 50_000)]
    [InlineData("<p style='display:none'>", 50_000)]
    public void B41_repeated_openings_cost_no_more_than_their_length(string opening, int times)
    {
        var html = string.Concat(Enumerable.Repeat(opening, times)) + "> \"' words";
        var began = CpuTime.Now();
        HtmlText.ToText(html);
        Assert.InRange(CpuTime.Now() - began, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void B41_sixty_thousand_attributes_cost_no_more_than_their_length()
    {
        var html = "<div " + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"a{i}='style class id' ")) + ">words</div>";
        var began = CpuTime.Now();
        Assert.Equal("words", HtmlText.ToText(html));
        Assert.InRange(CpuTime.Now() - began, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }
}
