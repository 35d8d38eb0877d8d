package io.github.kmsjca.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/**
 * The test vectors of C2SP/wycheproof: {@code -Dwycheproof=<folder>} says where a copy of its
 * {@code testvectors_v1} is, its files as they are or gzipped.
 */
public final class Wycheproof {
  private static final String FOLDER = System.getProperty("wycheproof", "");

  private Wycheproof() {}

  /** Skips the test, and says how to have it run, if there are no vectors. */
  public static void assumeThere() {
    Assumptions.assumeFalse(
        FOLDER.isEmpty(), "clone C2SP/wycheproof and give -Dwycheproof=<its testvectors_v1>");
  }

  /** A file by its name, without {@code _test.json}. */
  public static JsonNode read(String name) throws IOException {
    Path plain = Path.of(FOLDER, name + "_test.json");
    Path zipped = Path.of(FOLDER, name + "_test.json.gz");
    boolean isZipped = Files.exists(zipped);
    try (InputStream file = Files.newInputStream(isZipped ? zipped : plain);
        InputStream json = isZipped ? new GZIPInputStream(file) : file) {
      return new ObjectMapper().readTree(json);
    }
  }

  /** The bytes of a member in hexadecimal; none if it is absent. */
  public static byte[] bytes(JsonNode node, String member) {
    return HexFormat.of().parseHex(node.path(member).asText());
  }
}
