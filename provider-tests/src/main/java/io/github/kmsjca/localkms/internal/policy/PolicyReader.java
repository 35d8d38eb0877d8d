package io.github.kmsjca.localkms.internal.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads policy documents, and refuses what is none. */
final class PolicyReader {

  /** What a policy is attached to. */
  enum Kind {
    KEY,
    IDENTITY
  }

  private static final int MAX_BYTES = 32768;
  private static final String CURRENT_VERSION = "2012-10-17";
  private static final String FIRST_VERSION = "2008-10-17";
  private static final Set<String> ELEMENTS = Set.of("Version", "Id", "Statement");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Kind kind;

  PolicyReader(Kind kind) {
    this.kind = kind;
  }

  Policy read(String text) {
    if (text.getBytes(UTF_8).length > MAX_BYTES) {
      throw ErrorType.LIMIT_EXCEEDED.failure("A policy has at most " + MAX_BYTES + " bytes.");
    }
    JsonNode document = Elements.object(parse(text));
    Elements.checkNames(document, ELEMENTS);
    StatementReader reader = new StatementReader(kind, hasVariables(document));
    List<Statement> statements = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode statement : Elements.list(Elements.required(document, "Statement"))) {
      statements.add(reader.read(Elements.object(statement)));
      if (statement.has("Sid") && !ids.add(statement.get("Sid").textValue())) {
        throw Elements.malformed("The Statement Ids in the policy are not unique");
      }
    }
    if (statements.isEmpty()) {
      throw Elements.malformed("Could not parse the policy: Statement is empty!");
    }
    return new Policy(statements);
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw Elements.malformed("This policy contains invalid Json");
    }
  }

  /** The older version, which a document without one has, knows no variables. */
  private static boolean hasVariables(JsonNode document) {
    if (!document.has("Version")) {
      return false;
    }
    String version = Elements.text(document.get("Version"));
    if (!version.equals(CURRENT_VERSION) && !version.equals(FIRST_VERSION)) {
      throw Elements.malformed("The policy must contain a valid version string");
    }
    return version.equals(CURRENT_VERSION);
  }
}
