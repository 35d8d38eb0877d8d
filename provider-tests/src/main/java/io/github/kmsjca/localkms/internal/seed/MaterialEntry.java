package io.github.kmsjca.localkms.internal.seed;

import io.github.kmsjca.localkms.internal.crypto.MaterialFactory;
import io.github.kmsjca.localkms.internal.crypto.PrivateKeyText;
import io.github.kmsjca.localkms.internal.model.KeySpec;
import io.github.kmsjca.localkms.internal.state.Material;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Key material in a seed file: one of {@code hex}, {@code base64}, {@code pem} and {@code file}. No
 * message quotes it.
 */
final class MaterialEntry {
  private static final Set<String> FORMS = new TreeSet<>(List.of("hex", "base64", "pem", "file"));

  private final Path seed;

  /** Of that seed file, to whose folder the names of other files are relative. */
  MaterialEntry(Path seed) {
    this.seed = seed;
  }

  /** The spec that a private key tells of itself. */
  Optional<KeySpec> spec(Entry.Mapping entry) {
    Entry form = form(entry);
    try {
      byte[] bytes = bytes(form);
      return PrivateKeyText.isPem(bytes) || !isText(form)
          ? PrivateKeyText.spec(PrivateKeyText.pkcs8(bytes))
          : Optional.empty();
    } catch (InvalidKeyException e) {
      return Optional.empty(); // the spec that the key is given then says what is wrong
    }
  }

  Material read(Entry.Mapping entry, KeySpec spec) {
    Entry form = form(entry);
    byte[] bytes = bytes(form);
    try {
      if (spec.asymmetric()) {
        return MaterialFactory.imported(spec, PrivateKeyText.pkcs8(bytes));
      }
      if (PrivateKeyText.isPem(bytes)) {
        throw form.place().problem("a PEM file holds no key of spec " + spec);
      }
      return MaterialFactory.imported(spec, bytes);
    } catch (InvalidKeyException e) {
      throw form.place().problem(expected(spec) + " (" + e.getMessage() + ")", e);
    }
  }

  private static String expected(KeySpec spec) {
    return spec.asymmetric()
        ? "a private key of spec "
            + spec
            + " is expected, in PKCS #8, PKCS #1 or SEC 1, without"
            + " a password"
        : "a key of spec " + spec + " is expected, " + spec.bits() / Byte.SIZE + " bytes";
  }

  private static Entry form(Entry.Mapping entry) {
    Map<String, Entry> members = entry.only(FORMS).members();
    if (members.size() != 1) {
      throw entry.place().problem("one of " + String.join(", ", FORMS) + " is expected");
    }
    return members.values().iterator().next();
  }

  private static boolean isText(Entry form) {
    return form.place().path().endsWith(".hex");
  }

  private byte[] bytes(Entry form) {
    String path = form.place().path();
    String text = form.text();
    try {
      return switch (path.substring(path.lastIndexOf('.') + 1)) {
        case "hex" -> HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        case "base64" -> Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        case "pem" -> text.getBytes(StandardCharsets.UTF_8);
        default -> Files.readAllBytes(seed.resolveSibling(text));
      };
    } catch (IllegalArgumentException e) {
      // Its message quotes what it could not read.
      throw form.place().problem("is neither valid nor whole");
    } catch (IOException e) {
      throw form.place().problem("the file can not be read (" + e + ")", e);
    }
  }
}
