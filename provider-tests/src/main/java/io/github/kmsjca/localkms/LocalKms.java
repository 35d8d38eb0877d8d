package io.github.kmsjca.localkms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kmsjca.localkms.internal.journal.Fsync;
import io.github.kmsjca.localkms.internal.operation.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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
 * keys of its own. Keys live in memory, unless a {@linkplain Builder#data folder} keeps them.
 * Session tokens are not checked. Every connection has a thread. Thread safe.
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
   * Where it listens, such as {@code http://127.0.0.1:41234}; the endpoint override of an SDK.
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
   * What is to go wrong with the next calls.
   *
   * @return the one set of faults of this local KMS
   */
  public Faults faults() {
    return engine.watch().faults();
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
  public static final class Builder {
    private final Settings settings = new Settings();

    private Builder() {}

    /**
     * The address to listen on, as a literal or as a name to resolve. Off loopback it only starts
     * with {@linkplain #credentials credentials} of your own, and does not accept the default ones.
     *
     * @param nameOrAddress such as {@code ::1}
     * @return this builder
     */
    public Builder host(String nameOrAddress) {
      settings.host = nameOrAddress;
      return this;
    }

    /**
     * The port to listen on.
     *
     * @param number 1 to 65535, or 0 for a free one (the default)
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder port(int number) {
      settings.port = Settings.checkedPort(number);
      return this;
    }

    /**
     * Opens the {@linkplain Admin admin endpoint} as well. It listens on loopback only, whatever
     * the {@linkplain #host host}.
     *
     * @param number 1 to 65535, or 0 for a free port; there is no admin endpoint unless this is set
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder adminPort(int number) {
      settings.adminPort = Settings.checkedPort(number);
      return this;
    }

    /**
     * The clock by which signatures expire, keys get their dates, and keys pending deletion vanish.
     * A client whose clock is more than 15 minutes off is refused; AWS SDKs then correct their
     * clock and try again, the one for Java for all its clients in the JVM.
     *
     * @param source the clock; the system clock unless set
     * @return this builder
     */
    public Builder clock(Clock source) {
      settings.clock = source;
      return this;
    }

    /**
     * Accepts one more access key, of the account {@link #ACCOUNT}.
     *
     * @param accessKeyId letters, digits and underscores, at most 128
     * @param secret not empty
     * @return this builder
     * @throws IllegalArgumentException if one of them is malformed, or the access key is there
     *     already
     */
    public Builder credentials(String accessKeyId, String secret) {
      return credentials(accessKeyId, secret, ACCOUNT);
    }

    /**
     * Accepts one more access key.
     *
     * @param accessKeyId letters, digits and underscores, at most 128
     * @param secret not empty
     * @param account twelve digits
     * @return this builder
     * @throws IllegalArgumentException if one of them is malformed, or the access key is there
     *     already
     */
    public Builder credentials(String accessKeyId, String secret, String account) {
      settings.credentials.add(accessKeyId, secret, account);
      return this;
    }

    /**
     * Says who signs with an access key, and what policies of its own allow it. An access key that
     * no principal has is that of an administrator of its account: a user who may do everything
     * that key policies allow the account.
     *
     * @param accessKeyId one of the {@linkplain #credentials credentials}, or {@link
     *     #ACCESS_KEY_ID}
     * @param arn of a user, of the session of a role ({@code
     *     arn:aws:sts::111122223333:assumed-role/Role/session}) or of the account's root
     * @param policies IAM policy documents in JSON; without any, only key policies and grants allow
     *     something
     * @return this builder
     * @throws IllegalArgumentException if the ARN or a policy is malformed, or the access key has a
     *     principal already
     */
    public Builder principal(String accessKeyId, String arn, String... policies) {
      settings.principals.add(accessKeyId, arn, List.of(policies));
      return this;
    }

    /** What access keys are worth, in a sentence. */
    String permissions() {
      return settings.principals.none()
          ? "Every access key may do all that key policies allow its account"
          : "Access keys with principals may do what policies and grants allow them";
    }

    /**
     * Where the key pairs of new keys come from; random unless set.
     *
     * @param source thread safe
     * @return this builder
     */
    public Builder keyMaterial(KeyMaterial source) {
      settings.material = source;
      return this;
    }

    /**
     * How long it takes until calls find what others have made, as in AWS, where it usually takes
     * less than a few seconds. Until then a new key or alias is not found, imported material is
     * still awaited, and a new replica key is being created. What is already known changes at once,
     * and what {@link LocalKms#createKey} and {@link LocalKms#createAlias} make is known at once.
     *
     * @param delay by the {@linkplain #clock clock}, not negative; none unless set
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder consistencyDelay(Duration delay) {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("A delay is not negative: " + delay);
      }
      settings.consistencyDelay = delay;
      return this;
    }

    /**
     * How many calls the {@linkplain LocalKms#calls log} keeps before it drops the oldest.
     *
     * @param most not negative; 10,000 unless set
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder callLog(int most) {
      if (most < 0) {
        throw new IllegalArgumentException("A call log keeps 0 calls or more, not " + most);
      }
      settings.callLogSize = most;
      return this;
    }

    /**
     * Keeps keys, aliases and all else in a folder as well, so that another local KMS goes on with
     * them: whatever a client has got an answer for is there, even if the process was killed. The
     * folder holds key material in plain; only its owner may read it. One local KMS at a time can
     * have it open.
     *
     * @param folder made if it is not there
     * @return this builder
     */
    public Builder data(Path folder) {
      settings.data = folder;
      return this;
    }

    /**
     * Puts keys and aliases in place before it listens, as a file says: with ids, material, tags,
     * policies and all else of their own. What is there already stays as it is. The file is one of
     * this KMS, which its guide describes, or one of {@code nsmithuk/local-kms}.
     *
     * @param file YAML; read at the {@linkplain #start start}
     * @return this builder
     */
    public Builder seed(Path file) {
      settings.seeds.add(file);
      return this;
    }

    /**
     * Puts a key with a name in place before it listens, unless that name is there already.
     *
     * @param aliasName with or without its prefix {@code alias/}
     * @param keySpec such as {@code RSA_2048}
     * @param keyUsage such as {@code SIGN_VERIFY}; empty for that if the spec allows it, else for
     *     the one that it allows
     * @return this builder
     */
    public Builder key(String aliasName, String keySpec, String keyUsage) {
      settings.keys.add(new KeyOrder(aliasName, "", keySpec, keyUsage));
      return this;
    }

    /**
     * The Region of keys that {@link #key} and {@link #seed} name without one.
     *
     * @param name such as {@code eu-west-1}; unless set, {@code us-east-1} for {@link #key}, and
     *     {@code eu-west-2}, as there, for a file of {@code nsmithuk/local-kms}
     * @return this builder
     */
    public Builder region(String name) {
      settings.region = name;
      return this;
    }

    /** The same in a Region that is given. */
    Builder key(KeyOrder order) {
      settings.keys.add(order);
      return this;
    }

    /**
     * Whether what is answered is on the disk of the {@linkplain #data data folder}, and so
     * outlives a loss of power. Without, the operating system writes it when it likes: it outlives
     * the process only, and calls that change something are faster.
     *
     * @param always true unless set
     * @return this builder
     */
    public Builder fsync(boolean always) {
      settings.fsync = always ? Fsync.ALWAYS : Fsync.NEVER;
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
     *     your own, or a principal's access key is unknown or of another account
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
