package io.github.kmsjca.localkms.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.policy.Condition.Quantifier;
import io.github.kmsjca.localkms.internal.policy.PolicyReader.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the Condition elements of statements. */
final class ConditionReader {
  private static final String IF_EXISTS = "IfExists";
  // They tell keys apart, and the policy of a key is about that key only.
  private static final List<String> ONLY_OF_IDENTITIES =
      List.of("aws:resourcetag/", "kms:resourcetag/", "kms:resourcealiases");

  private final Kind kind;
  private final boolean variables;

  ConditionReader(Kind kind, boolean variables) {
    this.kind = kind;
    this.variables = variables;
  }

  List<Condition> read(JsonNode element) {
    List<Condition> conditions = new ArrayList<>();
    if (element.isMissingNode()) {
      return conditions;
    }
    for (Map.Entry<String, JsonNode> block : Elements.object(element).properties()) {
      for (Map.Entry<String, JsonNode> line : Elements.object(block.getValue()).properties()) {
        conditions.add(condition(block.getKey(), line.getKey(), line.getValue()));
      }
    }
    return List.copyOf(conditions);
  }

  private Condition condition(String comparison, String name, JsonNode values) {
    String key = name.toLowerCase(Locale.ROOT);
    if (kind == Kind.KEY && ONLY_OF_IDENTITIES.stream().anyMatch(key::startsWith)) {
      throw Elements.malformed(
          "These condition keys are not permitted in a key policy: aws:ResourceTag,"
              + " kms:ResourceTag, kms:ResourceAliases");
    }
    Quantifier quantifier = quantifier(comparison);
    String rest = comparison.substring(quantifier.prefix().length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    Operator operator =
        Operator.of(ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest)
            .filter(found -> found != Operator.NULL || comparison.equals("Null"))
            .orElseThrow(
                () -> Elements.malformed("Invalid Condition type : " + Elements.echo(comparison)));
    return new Condition(operator, quantifier, ifExists, key, expected(operator, values));
  }

  private List<Expectation> expected(Operator operator, JsonNode values) {
    try {
      return Elements.list(values).stream()
          .map(value -> operator.expecting(scalar(value), variables))
          .toList();
    } catch (IllegalArgumentException e) {
      throw invalidValue();
    }
  }

  /** Numbers and truth values may stand without quotes. */
  private static String scalar(JsonNode value) {
    if (!value.isTextual() && !value.isNumber() && !value.isBoolean()) {
      throw invalidValue();
    }
    return value.asText();
  }

  private static Quantifier quantifier(String comparison) {
    if (comparison.startsWith(Quantifier.ALL.prefix())) {
      return Quantifier.ALL;
    }
    return comparison.startsWith(Quantifier.ANY.prefix()) ? Quantifier.ANY : Quantifier.PLAIN;
  }

  private static KmsFailure invalidValue() {
    return Elements.malformed("Syntax errors in policy.");
  }
}
