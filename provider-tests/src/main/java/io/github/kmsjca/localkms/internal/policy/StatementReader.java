package io.github.kmsjca.localkms.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.localkms.internal.policy.PolicyReader.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the statements of a policy. */
final class StatementReader {
  private static final Set<String> ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Predicate<String> ACTION =
      Pattern.compile("\\*|[\\w-]+:[\\w*?-]+").asMatchPredicate();
  private static final Predicate<String> RESOURCE =
      Pattern.compile("\\*|arn:.*", Pattern.DOTALL).asMatchPredicate();

  private final Kind kind;
  private final boolean variables;

  StatementReader(Kind kind, boolean variables) {
    this.kind = kind;
    this.variables = variables;
  }

  Statement read(JsonNode statement) {
    Elements.checkNames(statement, ELEMENTS);
    if (statement.has("Sid")) {
      Elements.text(statement.get("Sid"));
    }
    return new Statement(
        allows(Elements.text(Elements.required(statement, "Effect"))),
        principals(statement),
        actions(statement),
        resources(statement),
        new ConditionReader(kind, variables).read(statement.path("Condition")));
  }

  private static boolean allows(String effect) {
    return switch (effect) {
      case "Allow" -> true;
      case "Deny" -> false;
      default -> throw Elements.malformed("Invalid effect: " + Elements.echo(effect));
    };
  }

  private @Nullable Principals principals(JsonNode statement) {
    boolean any = statement.has("Principal") || statement.has("NotPrincipal");
    if (kind == Kind.IDENTITY) {
      if (any) {
        throw Elements.malformed("Policy document should not specify a principal.");
      }
      return null;
    }
    if (!any) {
      throw PrincipalsReader.noPrincipal();
    }
    boolean inverted = isInverted(statement, "Principal");
    return PrincipalsReader.read(statement.get(inverted ? "NotPrincipal" : "Principal"), inverted);
  }

  private Texts actions(JsonNode statement) {
    boolean inverted = isInverted(statement, "Action");
    List<String> actions = texts(statement, inverted, "Action");
    if (!actions.stream().allMatch(ACTION)) {
      throw Elements.malformed(
          "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    return new Texts(
        inverted,
        actions.stream()
            .map(one -> new Expectation(template(one), text -> Glob.of(text, true)))
            .toList());
  }

  private Texts resources(JsonNode statement) {
    boolean inverted = isInverted(statement, "Resource");
    List<String> resources = texts(statement, inverted, "Resource");
    if (kind == Kind.IDENTITY) {
      resources.stream()
          .filter(RESOURCE.negate())
          .findFirst()
          .ifPresent(
              one -> {
                throw Elements.malformed(
                    "Resource " + Elements.echo(one) + " must be in ARN format or \"*\".");
              });
    }
    return new Texts(
        inverted,
        resources.stream()
            .map(one -> new Expectation(template(one), text -> Glob.of(text, false)))
            .toList());
  }

  private Template template(String text) {
    return Template.of(text, true, variables);
  }

  private static List<String> texts(JsonNode statement, boolean inverted, String name) {
    List<String> texts =
        Elements.texts(Elements.required(statement, inverted ? "Not" + name : name));
    if (texts.isEmpty()) {
      throw Elements.malformed("Missing required field " + name);
    }
    return texts;
  }

  private static boolean isInverted(JsonNode statement, String name) {
    boolean inverted = statement.has("Not" + name);
    if (inverted && statement.has(name)) {
      throw Elements.malformed("Syntax errors in policy.");
    }
    return inverted;
  }
}
