package io.github.kmsjca.localkms.internal.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the Principal elements of statements. */
final class PrincipalsReader {
  private static final String EVERYONE = "*";
  private static final Pattern SERVICE =
      Pattern.compile("[a-z0-9-][a-z0-9.-]*\\.amazonaws\\.com(\\.cn)?");

  private final Set<String> accounts = new HashSet<>();
  private final Set<String> arns = new HashSet<>();
  private final Set<String> services = new HashSet<>();
  private boolean everyone;

  private PrincipalsReader() {}

  static Principals read(JsonNode element, boolean inverted) {
    PrincipalsReader reader = new PrincipalsReader();
    if (element.isTextual()) {
      if (!element.textValue().equals(EVERYONE)) {
        throw invalid();
      }
      reader.everyone = true;
    } else {
      reader.readAll(Elements.object(element));
    }
    return new Principals(
        inverted,
        reader.everyone,
        Set.copyOf(reader.accounts),
        Set.copyOf(reader.arns),
        Set.copyOf(reader.services));
  }

  static KmsFailure noPrincipal() {
    return Elements.malformed("Policy contains a statement with no principal.");
  }

  private void readAll(JsonNode element) {
    int count = 0;
    for (Map.Entry<String, JsonNode> entry : element.properties()) {
      for (String name : Elements.texts(entry.getValue())) {
        readOne(entry.getKey(), name);
        count++;
      }
    }
    if (count == 0) {
      throw noPrincipal();
    }
  }

  private void readOne(String type, String name) {
    switch (type) {
      case "AWS" -> readIdentity(name);
      case "Service" -> {
        if (!SERVICE.matcher(name).matches()) {
          throw invalid();
        }
        services.add(name);
      }
      case "Federated" -> {
        // A federated user calls KMS as the session of a role, so this names no caller.
      }
      default -> throw invalid();
    }
  }

  private void readIdentity(String name) {
    if (name.equals(EVERYONE)) {
      everyone = true;
    } else if (Scope.isAccount(name)) {
      accounts.add(name);
    } else {
      Optional<PrincipalArn> arn = PrincipalArn.parse(name);
      if (arn.isEmpty()) {
        throw invalid();
      }
      if (arn.get().type().equals("root")) {
        accounts.add(arn.get().account());
      } else {
        arns.add(name);
      }
    }
  }

  private static KmsFailure invalid() {
    return Elements.malformed("Policy contains a statement with one or more invalid principals.");
  }
}
