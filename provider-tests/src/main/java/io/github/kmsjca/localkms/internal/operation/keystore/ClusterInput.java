package io.github.kmsjca.localkms.internal.operation.keystore;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.Input;
import io.github.kmsjca.localkms.internal.model.Member;
import io.github.kmsjca.localkms.internal.operation.Invocation;
import io.github.kmsjca.localkms.internal.state.CustomKeyStore.Cluster;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * The cluster of a CloudHSM key store, as calls describe it. There is none behind it: any id that
 * is in no use is that of one, any certificate is its trust anchor, and the password that it was
 * created with opens it.
 */
final class ClusterInput {
  static final Member ID =
      Member.string("CloudHsmClusterId").between(19, 24).matching("cluster-[2-7a-zA-Z]{11,16}");
  static final Member TRUST_ANCHOR = Member.string("TrustAnchorCertificate").between(1, 5000);
  static final Member PASSWORD = Member.string("KeyStorePassword").between(7, 32);

  private ClusterInput() {}

  /** A new one, or a refusal. */
  static Cluster of(Invocation call) {
    Input input = call.input();
    String trustAnchor = input.required(TRUST_ANCHOR.name());
    checkCertificate(trustAnchor);
    String password = hash(input.required(PASSWORD.name()));
    Cluster cluster = new Cluster(input.required(ID.name()), trustAnchor, password, password);
    if (others(call).anyMatch(other -> sharesHistory(other, cluster))) {
      throw ErrorType.CLUSTER_IN_USE.failure(
          "Another key store has cluster " + cluster.id() + ", or one of the same certificate.");
    }
    return cluster;
  }

  /** What the call changes of one. */
  static Cluster changed(Invocation call, Cluster before) {
    Input input = call.input();
    String id = input.text(ID.name()).orElse(before.id());
    if (!id.equals(before.id()) && others(call).anyMatch(other -> other.id().equals(id))) {
      throw ErrorType.CLUSTER_NOT_RELATED.failure(
          "Cluster " + id + " is that of another key store.");
    }
    String known = input.text(PASSWORD.name()).map(ClusterInput::hash).orElse(before.known());
    return new Cluster(id, before.trustAnchor(), before.password(), known);
  }

  private static Stream<Cluster> others(Invocation call) {
    return call.realm().keyStores().all().stream()
        .flatMap(store -> Stream.ofNullable(store.cluster()));
  }

  private static boolean sharesHistory(Cluster one, Cluster other) {
    return one.id().equals(other.id()) || one.trustAnchor().equals(other.trustAnchor());
  }

  private static void checkCertificate(String pem) {
    try {
      CertificateFactory.getInstance("X.509", "SUN")
          .generateCertificate(new ByteArrayInputStream(pem.getBytes(UTF_8)));
    } catch (CertificateException e) {
      throw ErrorType.INCORRECT_TRUST_ANCHOR.failure("The trust anchor is not a certificate.");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks X.509", e);
    }
  }

  private static String hash(String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256", "SUN");
      return HexFormat.of().formatHex(digest.digest(password.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The platform lacks SHA-256", e);
    }
  }
}
