package io.github.kmsjca.localkms.internal.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML no further than to texts, lists and names: no tag makes an object, and what refers to
 * another place of the file does not unfold without end.
 */
final class YamlFile {
  private static final int MOST_ENTRIES = 1_000_000;
  private static final int DEEPEST = 50;

  private int entries;

  private YamlFile() {}

  /** The document; a file that says nothing is an empty mapping. */
  static Entry read(Path file) {
    Place whole = new Place(file.toString(), "", 0);
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file.toString()).setCodePointLimit(1 << 28).build();
      YamlFile reader = new YamlFile();
      return new Compose(settings)
          .composeString(Files.readString(file))
          .map(node -> reader.entry(node, whole, 0))
          .orElseGet(() -> new Entry.Mapping(whole, Map.of()));
    } catch (MarkedYamlEngineException e) {
      // Its own message quotes the file, and thus perhaps a key.
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw new Place(file.toString(), "", line).problem("no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      throw whole.problem("no YAML");
    } catch (IOException e) {
      throw whole.problem("can not be read (" + e + ")", e);
    }
  }

  private Entry entry(Node node, Place place, int depth) {
    entries++;
    if (depth > DEEPEST || entries > MOST_ENTRIES) {
      throw place.problem("too much, or a part that contains itself");
    }
    if (node instanceof ScalarNode scalar) {
      return new Entry.Text(place, scalar.getValue());
    }
    if (node instanceof SequenceNode sequence) {
      List<Entry> elements = new ArrayList<>();
      for (Node element : sequence.getValue()) {
        elements.add(entry(element, place.element(elements.size(), line(element)), depth + 1));
      }
      return new Entry.Sequence(place, elements);
    }
    return mapping((MappingNode) node, place, depth);
  }

  private Entry mapping(MappingNode node, Place place, int depth) {
    Map<String, Entry> members = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Place at = new Place(place.document(), place.path(), line(tuple.getKeyNode()));
      if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
        throw at.problem("a name is expected");
      }
      Place member = place.member(printable(name.getValue()), at.line());
      if (members.containsKey(name.getValue())) {
        throw member.problem("is there twice");
      }
      members.put(name.getValue(), entry(tuple.getValueNode(), member, depth + 1));
    }
    return new Entry.Mapping(place, members);
  }

  private static String printable(String name) {
    return name.matches("[\\w.-]{1,60}") ? name : Place.quoted(name);
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).map(line -> line + 1).orElse(0);
  }
}
