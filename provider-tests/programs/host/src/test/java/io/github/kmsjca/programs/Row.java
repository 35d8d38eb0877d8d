package io.github.kmsjca.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a compatibility table says of a program. */
public final class Row {
  static final List<String> COLUMNS =
      List.of("Program", "Version", "Takes", "KMS calls", "A refused key shows in", "Limits");

  /** So many calls of an operation for each handshake, signature or other unit of work. */
  record Cost(int count, String operation, String unit) {
    @Override
    public String toString() {
      return count + " " + operation + (unit.matches("[aeiou].*") ? " an " : " a ") + unit;
    }
  }

  private final String title;
  private final String versionProperty;
  private final List<Cost> costs = new ArrayList<>();
  private String change = "";
  private String recipe = "";
  private String reason = "";
  private String limits = "";

  private Row(String title, String versionProperty) {
    this.title = title;
    this.versionProperty = versionProperty;
  }

  /** A program whose version is a property of a POM. */
  static Row of(String title, String versionProperty) {
    return new Row(title, versionProperty);
  }

  /** A program that comes with the JDK. */
  static Row ofTheJdk(String title) {
    return new Row(title, "");
  }

  /** Nothing changes in the program but the key that it is given. */
  Row byTheKeyAlone(String recipe) {
    return by("the key alone", recipe);
  }

  /** No code of the program changes. */
  Row byConfiguration(String recipe) {
    return by("configuration", recipe);
  }

  /** The program is as it was but for one line. */
  Row byOneLineOfCode(String recipe) {
    return by("one line of code", recipe);
  }

  /** The program's own code passes the key on. */
  Row byCode(String recipe) {
    return by("code", recipe);
  }

  /**
   * What has to change.
   *
   * @param recipe a heading in a guide, as a link has it
   */
  private Row by(String change, String recipe) {
    this.change = change;
    this.recipe = recipe;
    return this;
  }

  /** Calls for a unit of work; a row without any costs nothing. */
  Row costs(int count, String operation, String unit) {
    costs.add(new Cost(count, operation, unit));
    return this;
  }

  /** Where one reads why a key was refused, {@code the exception} for instance. */
  Row refusedIn(String reason) {
    this.reason = reason;
    return this;
  }

  /** What does not work, or not without something else. */
  Row limits(String limits) {
    this.limits = limits;
    return this;
  }

  void assertCosts(Calls made, ToLongFunction<Cost> units) {
    Map<String, Long> expected = new TreeMap<>();
    for (Cost cost : costs) {
      long calls = cost.count() * units.applyAsLong(cost);
      if (calls > 0) {
        expected.put(cost.operation(), calls);
      }
    }
    assertThat(made.withoutLookUps()).as(made.toString()).isEqualTo(expected);
  }

  /** Empty for what comes with the JDK. */
  String versionProperty() {
    return versionProperty;
  }

  /** In the order of {@link #COLUMNS}; only limits may be empty. */
  String[] cells(String version) {
    String calls = costs.stream().map(Cost::toString).collect(Collectors.joining(", "));
    return new String[] {
      "[" + title + "](" + recipe + ")",
      version,
      change,
      calls.isEmpty() ? "none" : calls,
      reason,
      limits
    };
  }
}
