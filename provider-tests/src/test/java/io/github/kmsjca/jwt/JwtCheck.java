package io.github.kmsjca.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.testkit.Action;
import io.github.kmsjca.testkit.ProviderPlace;
import io.github.kmsjca.testkit.TestKms;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.Provider;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** What is checked of a row of the table at one place in the list of providers. */
final class JwtCheck {
  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private final Provider provider;
  private final JwtPlace place;
  private final Map<Jws, KmsPrivateKey> keys = new EnumMap<>(Jws.class);
  private final Map<Jws, PublicKey> otherKeys = new EnumMap<>(Jws.class);

  /** Gets all keys, so that no check needs a KMS call but to sign. */
  JwtCheck(Provider provider, JwtPlace place) throws Exception {
    this.provider = provider;
    this.place = place;
    // jose4j looks once what there is: it must not be while readByAll has Bouncy Castle installed.
    JwtTable.JOSE4J.offers();
    for (Jws algorithm : Jws.values()) {
      keys.put(algorithm, (KmsPrivateKey) TestKms.key(provider, algorithm.alias()));
      otherKeys.put(
          algorithm, ((KmsPrivateKey) TestKms.key(provider, other(algorithm.alias()))).publicKey());
    }
  }

  /** Makes a second key of each kind, whose tokens are not to be mixed up with the first's. */
  static void createOtherKeys(TestKms kms) {
    TestKms.ALIAS_BY_SPEC.forEach((spec, alias) -> kms.create(other(alias), spec, "SIGN_VERIFY"));
  }

  private static String other(String alias) {
    return "other-" + alias;
  }

  /** Signs, with one KMS call, and has the token read here and without us; or fails as it says. */
  void check(JwtRow row) throws Exception {
    KmsPrivateKey key = keys.get(row.algorithm());
    if (!row.signs(place)) {
      place.end().with(provider, () -> assertRefused(row, key));
      return;
    }
    List<String> tokens = new ArrayList<>();
    place
        .end()
        .with(
            provider,
            () -> {
              String token = row.library().sign(row.algorithm(), key);
              tokens.add(token);
              if (row.verifies(place)) {
                assertRead(row, token);
              } else {
                assertFalse(row.library().verifies(row.algorithm(), key.publicKey(), token));
              }
            });
    readByAll(row.algorithm(), tokens.get(0));
  }

  /** The same by the library's own means to name a provider. */
  void checkNaming(JwtRow row) throws Exception {
    List<String> tokens = new ArrayList<>();
    place
        .end()
        .with(
            provider,
            () ->
                tokens.add(
                    row.library()
                        .signNaming(provider, row.algorithm(), keys.get(row.algorithm()))));
    readByAll(row.algorithm(), tokens.get(0));
  }

  private static void assertRefused(JwtRow row, KmsPrivateKey key) {
    Exception thrown =
        assertThrows(Exception.class, () -> row.library().sign(row.algorithm(), key));
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    assertTrue(text.toString().contains(row.elsewhere()), text::toString);
  }

  /** Every library, where we are not installed and Bouncy Castle is the one who verifies. */
  private void readByAll(Jws algorithm, String token) throws Exception {
    Action action =
        () -> {
          int readers = 0;
          for (JwtRow row : JwtTable.ROWS) {
            if (row.algorithm() == algorithm && row.isOffered(place)) {
              assertRead(row, token);
              readers++;
            }
          }
          assertTrue(readers > 1 || algorithm == Jws.ES256K, "another library must read it");
        };
    if (place == JwtPlace.BOUNCY_CASTLE_NEXT) {
      action.run();
    } else {
      ProviderPlace.FIRST.with(BOUNCY_CASTLE, action);
    }
  }

  private void assertRead(JwtRow reader, String token) throws Exception {
    Jws algorithm = reader.algorithm();
    JwtLibrary library = reader.library();
    PublicKey key = keys.get(algorithm).publicKey();
    assertTrue(library.verifies(algorithm, key, token), () -> reader + " reads " + token);
    assertFalse(
        library.verifies(algorithm, otherKeys.get(algorithm), token),
        () -> reader + " must not read it with another key");
    assertFalse(
        library.verifies(algorithm, key, forged(token)),
        () -> reader + " must not read another payload");
  }

  private static String forged(String token) {
    String[] parts = token.split("\\.", -1);
    assertEquals(3, parts.length, token);
    byte[] claims = "{\"sub\":\"you\"}".getBytes(UTF_8);
    return parts[0]
        + '.'
        + Base64.getUrlEncoder().withoutPadding().encodeToString(claims)
        + '.'
        + parts[2];
  }
}
