using System.Text;
using Platform.Rego.Syntax;

namespace Platform.Rego.Formatting;

/// <summary>Builds the lines, and gives comments their place: before the line they preceded, or behind the one they shared.</summary>
internal sealed class LineWriter(IReadOnlyList<Comment> comments)
{
    private readonly StringBuilder _text = new();
    private int _next;
    private int _lastCommentRow;
    private bool _inMetadata;

    public int Indent { get; set; }

    public bool EndsWithBrace => _text.Length > 0 && _text[^1] == '}';

    private bool AtLineStart => _text.Length == 0 || _text[^1] == '\n';

    public void Text(string text)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (AtLineStart)
        {
            _text.Append('\t', Indent);
        }

        _text.Append(text);
    }

    /// <summary>Whether a comment stands in rows from to to, not yet written.</summary>
    public bool HasCommentIn(int from, int to)
    {
        for (var i = _next; i < comments.Count && comments[i].Row <= to; i++)
        {
            if (comments[i].Row >= from)
            {
                return true;
            }
        }

        return false;
    }

    public void CommentsBefore(int row)
    {
        while (_next < comments.Count && comments[_next].Row < row)
        {
            Comment(comments[_next++]);
        }

        // A comment block that was set apart from what follows stays so.
        if (_lastCommentRow > 0 && _lastCommentRow + 1 < row && AtLineStart && Indent == 0)
        {
            Blank();
        }

        _lastCommentRow = 0;
    }

    public void CommentsAtEnd()
    {
        if (_next < comments.Count)
        {
            Blank();
        }

        CommentsBefore(int.MaxValue - 1);
        while (_text.Length > 1 && _text[^1] == '\n' && _text[^2] == '\n')
        {
            _text.Length--;
        }
    }

    /// <summary>Ends the line; a comment on its source row goes behind it.</summary>
    public void EndLine(int row)
    {
        if (AtLineStart)
        {
            return;
        }

        var inner = new List<Comment>();
        while (_next < comments.Count && comments[_next].Row <= row)
        {
            inner.Add(comments[_next++]);
        }

        if (inner.Count > 0 && inner[^1].Row == row)
        {
            _text.Append(" #").Append(Trimmed(inner[^1]));
            inner.RemoveAt(inner.Count - 1);
        }

        _text.Append('\n');
        foreach (var comment in inner)
        {
            Comment(comment);
        }
    }

    public void Blank()
    {
        if (!AtLineStart)
        {
            _text.Append('\n');
        }

        if (_text.Length > 0 && !(_text.Length > 1 && _text[^2] == '\n'))
        {
            _text.Append('\n');
        }
    }

    public override string ToString() => _text.Length == 0 || _text[^1] == '\n' ? _text.ToString() : _text + "\n";

    private void Comment(Comment comment)
    {
        var follows = _lastCommentRow > 0 && comment.Row == _lastCommentRow + 1;
        // Moved to the first column, a comment would become a line of the METADATA above it.
        if (_lastCommentRow > 0 && (!follows || (_inMetadata && comment.Column != 1)))
        {
            Blank();
        }

        var isMetadata = comment.Text.Trim() == "METADATA";
        _inMetadata = comment.Column == 1 && (isMetadata || (_inMetadata && follows));

        if (!AtLineStart)
        {
            _text.Append('\n');
        }

        // Nor is one that only looks like METADATA to become it.
        Text((isMetadata && comment.Column != 1 && Indent == 0 ? " #" : "#") + Trimmed(comment));
        _text.Append('\n');
        _lastCommentRow = comment.Row;
    }

    private static string Trimmed(Comment comment)
    {
        // Blanks alone: in METADATA a no-break space is a character of its value.
        var text = comment.Text.TrimEnd(' ', '\t');
        return text.Length == 0 || text[0] is ' ' or '\t' or '#' or '!' ? text : " " + text;
    }
}
