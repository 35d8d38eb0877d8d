package io.github.kmsjca.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.kmsjca.benchmarks.duel.MedianInterval;
import io.github.kmsjca.benchmarks.sign.SignBenchmark;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class RatioChartTest {
  private static final Run RUN = Run.of(SignBenchmark.class);
  private static final double NO_TARGET = Double.POSITIVE_INFINITY;

  @Test
  void differencesAreNotDrawn() {
    Comparison difference = Comparison.difference("P5", "a", "b", RUN, Metric.ALLOCATION, 1);
    assertThat(new RatioChart("t", List.of(line(difference, 1, 2, 3))).isEmpty()).isTrue();
  }

  @Test
  void isWellFormedWhateverTheLabelsSay() throws Exception {
    NodeList texts = draw(line(ratio("<a> & b", NO_TARGET), 1, 2, 3)).getElementsByTagName("text");
    assertThat(texts.item(texts.getLength() - 4).getTextContent()).isEqualTo("P1: <a> & b / peer");
  }

  @Test
  void barReachesFromOneToTheMedianAndTheMarkIsTheTarget() throws Exception {
    Document chart = draw(line(ratio("a", 0.25), 0.1, 0.2, 0.3), line(ratio("b", 0.5), 2, 4, 8));
    Element faster = element(chart, "rect", 1);
    Element slower = element(chart, "rect", 2);
    double one = number(faster, "x") + number(faster, "width");
    assertThat(faster.getAttribute("class")).isEqualTo("met");
    assertThat(slower.getAttribute("class")).isEqualTo("missed");
    assertThat(number(slower, "x")).isCloseTo(one, within(0.2));
    // Logarithmic: from 1 to 4 is as far as from 1 to the target of 1/4.
    Element target = lines(chart, "target").get(0);
    assertThat(one - number(target, "x1")).isCloseTo(number(slower, "width"), within(0.2));
  }

  @Test
  void withoutTargetThereIsNoMark() throws Exception {
    Document chart = draw(line(ratio("a", NO_TARGET), 0.001, 0.2, 0.3));
    assertThat(element(chart, "rect", 1).getAttribute("class")).isEqualTo("none");
    assertThat(lines(chart, "target")).as("that of the legend").hasSize(1);
  }

  private static Comparison ratio(String what, double atMost) {
    return Comparison.ratio("P1", what, "peer", RUN, Metric.TIME, atMost);
  }

  private static Comparison.Line line(Comparison comparison, double low, double mid, double high) {
    return new Comparison.Line(comparison, 1, 1, new MedianInterval(low, mid, high));
  }

  private static Document draw(Comparison.Line... lines) throws Exception {
    byte[] svg = new RatioChart("t", List.of(lines)).render().getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg));
  }

  private static Element element(Document chart, String name, int index) {
    return (Element) chart.getElementsByTagName(name).item(index);
  }

  private static List<Element> lines(Document chart, String type) {
    NodeList all = chart.getElementsByTagName("line");
    return IntStream.range(0, all.getLength())
        .mapToObj(i -> (Element) all.item(i))
        .filter(line -> line.getAttribute("class").equals(type))
        .toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
