package io.github.kmsjca.localkms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.operation.Json;
import io.github.kmsjca.localkms.internal.tls.Identity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/**
 * An AWS KMS on this machine, for tests and for laptops without AWS: the KMS API over HTTP, with
 * signatures checked, real cryptography, and the refusals that KMS would give.
 *
 * <pre>{@code
 * try (LocalKms kms = LocalKms.start()) {
 *   String arn = kms.createKey("us-east-1", "ECC_NIST_P256", "SIGN_VERIFY");
 *   // any AWS SDK: endpoint kms.endpoint(), access key AKIDLOCALKMS, secret local-kms
 * }
 * }</pre>
 *
 * <p>One process serves all Regions: the Region is the one that a call was signed for, and each has
 * keys of its own. Keys live in memory, unless a {@linkplain Builder#data folder} keeps them. Every
 * connection has a thread. {@code GET /health} says, without a signature, whether it serves. Thread
 * safe.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">KMS API</a>
 */
public final class LocalKms implements AutoCloseable {
  /** The access key that every local KMS on loopback accepts. */
  public static final String ACCESS_KEY_ID = "AKIDLOCALKMS";

  /** The secret of {@link #ACCESS_KEY_ID}. */
  public static final String SECRET_ACCESS_KEY = "local-kms";

  /** The account that owns the keys unless {@linkplain Builder#credentials credentials} differ. */
  public static final String ACCOUNT = "000000000000";

  private final Engine engine;

  private LocalKms(Engine engine) {
    this.engine = engine;
  }

  /**
   * Starts one with all defaults: on 127.0.0.1, at a free port, with random keys and the system's
   * clock.
   *
   * @return the running local KMS, which the caller closes
   * @throws UncheckedIOException if the port can not be opened
   */
  public static LocalKms start() {
    return builder().start();
  }

  /**
   * Starts one that differs from the default.
   *
   * @return a builder with all defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Where it listens, such as {@code http://127.0.0.1:41234}, or with {@linkplain Builder#tls TLS}
   * {@code https}; the endpoint override of an SDK.
   *
   * @return the endpoint, without a trailing slash
   */
  public URI endpoint() {
    return engine.endpoint();
  }

  /**
   * Where and how it can be steered from outside.
   *
   * @return the admin endpoint; empty unless an {@linkplain Builder#adminPort admin port} is set
   */
  public Optional<Admin> admin() {
    return Optional.ofNullable(engine.admin());
  }

  /**
   * The calls it got.
   *
   * @return the one log of this local KMS
   */
  public CallLog calls() {
    return engine.watch().calls();
  }

  /**
   * What attests enclaves that this local KMS takes for {@code Recipient}.
   *
   * @return the one issuer of this local KMS
   */
  public AttestationIssuer attestations() {
    return engine.attestations();
  }

  /**
   * What is to go wrong with the next calls.
   *
   * @return the one set of faults of this local KMS
   */
  public Faults faults() {
    return engine.watch().faults();
  }

  /**
   * The time it has, to be moved or stopped.
   *
   * @return the one clock of this local KMS
   */
  public KmsClock clock() {
    return engine.clock();
  }

  /**
   * What its clients must trust.
   *
   * @return the certificate that it shows; empty without {@linkplain Builder#tls TLS}
   */
  public Optional<X509Certificate> certificate() {
    return Optional.ofNullable(engine.identity()).map(Identity::certificate);
  }

  /** The certificate in PEM; empty without TLS. */
  String certificatePem() {
    Identity identity = engine.identity();
    return identity == null ? "" : identity.pem();
  }

  /**
   * Delays every answer from now on, on top of what a {@linkplain Fault#delay fault} delays it by.
   *
   * @param perCall {@link Duration#ZERO} for as fast as possible
   * @throws IllegalArgumentException if it is negative
   */
  public void latency(Duration perCall) {
    engine.watch().latency(perCall);
  }

  /**
   * Creates a key without a client; it is subject to the rules of <a
   * href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html">CreateKey</a>,
   * but neither logged nor hit by faults. The key belongs to the account of the first {@linkplain
   * Builder#credentials credentials}, or to {@link #ACCOUNT}.
   *
   * @param region such as {@code us-east-1}
   * @param keySpec such as {@code RSA_2048}
   * @param keyUsage such as {@code SIGN_VERIFY}
   * @return its ARN
   * @throws IllegalArgumentException if KMS refuses; the message begins with the error's name
   */
  public String createKey(String region, String keySpec, String keyUsage) {
    ObjectNode input = Json.object().put("KeySpec", keySpec).put("KeyUsage", keyUsage);
    ObjectNode answer = engine.direct().perform(region, "CreateKey", input);
    if (answer == null) {
      throw new IllegalStateException("CreateKey answers nothing");
    }
    return answer.path("KeyMetadata").path("Arn").textValue();
  }

  /**
   * Names a key without a client; it is subject to the rules of <a
   * href="https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html">CreateAlias</a>,
   * but neither logged nor hit by faults.
   *
   * @param region the Region of the key
   * @param aliasName the name with its prefix {@code alias/}
   * @param keyArn the ARN or the id of the key
   * @throws IllegalArgumentException if KMS refuses; the message begins with the error's name
   */
  public void createAlias(String region, String aliasName, String keyArn) {
    ObjectNode input = Json.object().put("AliasName", aliasName).put("TargetKeyId", keyArn);
    engine.direct().perform(region, "CreateAlias", input);
  }

  /**
   * Stops listening and ends all connections, with calls under way unanswered. All keys are gone
   * unless they are kept in a {@linkplain Builder#data data folder}, which others may then open.
   * Until then one listening thread keeps the JVM running; the threads of connections do not.
   * Closing twice does no harm.
   */
  @Override
  public void close() {
    engine.close();
  }

  /** How a local KMS is to differ from the default. Not thread safe. */
  public static final class Builder extends Options<Builder> {

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Starts it.
     *
     * @return the running local KMS, which the caller closes
     * @throws UncheckedIOException if the host is unknown, the port can not be opened, or the data
     *     folder is in use, damaged, of a newer release, or can not be written
     * @throws IllegalArgumentException if a seed can not be understood; the message says where
     * @throws IllegalStateException if the host is not loopback and there are no credentials of
     *     your own
     */
    public LocalKms start() {
      try {
        return new LocalKms(Engine.start(settings));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "The local KMS can not start on "
                + settings.host
                + " port "
                + settings.port
                + (settings.data == null ? "" : " with its data in " + settings.data),
            e);
      }
    }
  }
}
