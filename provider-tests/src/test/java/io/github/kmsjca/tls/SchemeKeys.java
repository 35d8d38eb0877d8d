package io.github.kmsjca.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.kmsjca.localkms.Call;
import io.github.kmsjca.testkit.KeyStoreText;
import io.github.kmsjca.testkit.KmsIdentities;
import io.github.kmsjca.testkit.TestCa;
import io.github.kmsjca.testkit.TestKms;
import io.github.kmsjca.testkit.TlsPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** For each {@link TlsScheme} a server and a client with a key in KMS and a keystore file. */
final class SchemeKeys implements AutoCloseable {
  private final KmsIdentities identities = new KmsIdentities();
  private final Provider provider = identities.kms().provider();
  private final Path dir;
  private final Map<TlsScheme, Party> servers = new EnumMap<>(TlsScheme.class);
  private final Map<TlsScheme, Party> clients = new EnumMap<>(TlsScheme.class);

  /** A key of ours. */
  private record Party(String arn, String alias, Path keyStore) {}

  SchemeKeys(Path dir) throws GeneralSecurityException, IOException {
    this.dir = dir;
    for (TlsScheme scheme : TlsScheme.values()) {
      servers.put(scheme, party("server", scheme, true));
      clients.put(scheme, party("client", scheme, false));
    }
  }

  /** One side names its key by ARN, the other by its alias: the ways to the key differ. */
  private Party party(String role, TlsScheme scheme, boolean byArn)
      throws GeneralSecurityException, IOException {
    String alias = role + "-" + scheme.ianaName();
    String arn = kms().create(alias, scheme.keySpec(), "SIGN_VERIFY");
    List<X509Certificate> chain = ca().issue(role, certified(scheme, identities.publicKey(alias)));
    KeyStoreText text = new KeyStoreText();
    if (byArn) {
      text.key(alias, arn, chain);
    } else {
      text.key(alias, chain);
    }
    return new Party(arn, alias, text.write(dir.resolve(alias)));
  }

  private static PublicKey certified(TlsScheme scheme, PublicKey key)
      throws GeneralSecurityException {
    if (!scheme.keyAlgorithm().equals("RSASSA-PSS")) {
      return key;
    }
    RSAPublicKey rsa = (RSAPublicKey) key;
    return KeyFactory.getInstance("RSASSA-PSS", "SunRsaSign")
        .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
  }

  Provider provider() {
    return provider;
  }

  TestCa ca() {
    return identities.ca();
  }

  TestKms kms() {
    return identities.kms();
  }

  /** The server; the provider must be installed. */
  TlsPeer server(TlsScheme scheme, String keyManagers)
      throws GeneralSecurityException, IOException {
    return peer(servers.get(scheme), scheme, keyManagers);
  }

  /** The client; the provider must be installed. */
  TlsPeer client(TlsScheme scheme, String keyManagers)
      throws GeneralSecurityException, IOException {
    return peer(clients.get(scheme), scheme, keyManagers);
  }

  private TlsPeer peer(Party party, TlsScheme scheme, String keyManagers)
      throws GeneralSecurityException, IOException {
    KeyStore keyStore = KeyStoreText.load(party.keyStore());
    Key key = keyStore.getKey(party.alias(), null); // the one GetPublicKey
    assertNull(key.getEncoded());
    assertNull(key.getFormat());
    assertEquals(scheme.keyAlgorithm(), key.getAlgorithm());
    return TlsPeer.of(keyStore, keyManagers, ca());
  }

  /** Forgets all KMS calls so far. */
  void clearCalls() {
    kms().local().calls().clear();
  }

  /** That these signatures, in the scheme, are all that KMS was asked for. */
  void assertSigned(TlsScheme scheme, int byServer, int byClient) {
    List<String> expected = new ArrayList<>();
    add(expected, byServer, servers.get(scheme), scheme);
    add(expected, byClient, clients.get(scheme), scheme);
    List<Call> calls = kms().local().calls().all();
    List<String> actual =
        calls.stream()
            .map(call -> call.operation() + " " + call.algorithm() + " " + call.keyId())
            .sorted()
            .toList();
    assertEquals(expected.stream().sorted().toList(), actual, calls::toString);
  }

  private static void add(List<String> expected, int count, Party party, TlsScheme scheme) {
    for (int i = 0; i < count; i++) {
      expected.add("Sign " + scheme.signingAlgorithm() + " " + party.arn());
    }
  }

  @Override
  public void close() {
    identities.close();
  }
}
