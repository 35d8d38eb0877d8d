package io.github.kmsjca.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** A document, read: where it links to, where one can link to, and its blocks. */
final class Document {
  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();
  private static final Pattern ANCHOR = Pattern.compile("<a\\s+(?:id|name)=\"([^\"]+)\"");

  private final Path file;
  private final String source;
  private final List<Link> links = new ArrayList<>();
  private final Set<String> anchors = new LinkedHashSet<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<String> inlineCodes = new ArrayList<>();

  private Document(Path file, String source) {
    this.file = file;
    this.source = source;
    PARSER.parse(source).accept(new Reader());
  }

  static Document read(Path file) throws IOException {
    return new Document(file, Files.readString(file));
  }

  /** A text that is in no file. */
  static Document of(String name, String source) {
    return new Document(Path.of(name), source);
  }

  Path file() {
    return file;
  }

  String source() {
    return source;
  }

  List<Link> links() {
    return links;
  }

  /** What may follow {@code #} in a link to it. */
  Set<String> anchors() {
    return anchors;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** What stands between backquotes, within its lines. */
  List<String> inlineCodes() {
    return inlineCodes;
  }

  @Override
  public String toString() {
    return file.toString();
  }

  private static int line(Node node) {
    return node.getSourceSpans().get(0).getLineIndex() + 1;
  }

  /** Of a link within a table or a heading the parser knows the line as well. */
  private final class Reader extends AbstractVisitor {
    private final Slugs slugs = new Slugs();
    private String lastHeading = "";

    @Override
    public void visit(Heading heading) {
      lastHeading = text(heading);
      anchors.add(slugs.next(lastHeading));
      visitChildren(heading);
    }

    @Override
    public void visit(org.commonmark.node.Link link) {
      links.add(new Link(line(link), link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(new Link(line(image), image.getDestination()));
      visitChildren(image);
    }

    @Override
    public void visit(Code code) {
      inlineCodes.add(code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      anchors(html.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      anchors(html.getLiteral());
    }

    private void anchors(String html) {
      Matcher matcher = ANCHOR.matcher(html);
      while (matcher.find()) {
        anchors.add(matcher.group(1));
      }
    }

    @Override
    public void visit(FencedCodeBlock fence) {
      Directive directive =
          fence.getPrevious() instanceof HtmlBlock html
              ? Directive.read(html.getLiteral())
              : Directive.ABSENT;
      blocks.add(
          new Block(
              file.getFileName().toString(),
              lastHeading,
              line(fence),
              fence.getInfo().strip(),
              fence.getLiteral(),
              directive));
    }
  }

  /** What a reader sees of a heading. */
  private static String text(Node parent) {
    StringBuilder text = new StringBuilder();
    parent.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text node) {
            text.append(node.getLiteral());
          }

          @Override
          public void visit(Code node) {
            text.append(node.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak node) {
            text.append(' ');
          }

          @Override
          public void visit(HardLineBreak node) {
            text.append(' ');
          }
        });
    return text.toString();
  }
}
