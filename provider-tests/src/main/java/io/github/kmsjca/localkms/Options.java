package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.http.Cors;
import io.github.kmsjca.localkms.internal.journal.Fsync;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a {@link LocalKms} is to differ from the default: what its {@linkplain LocalKms.Builder
 * builder} can be told. Not thread safe.
 *
 * @param <B> the builder
 */
public abstract sealed class Options<B> permits LocalKms.Builder {
  final Settings settings = new Settings();

  Options() {}

  /** The builder itself. */
  abstract B self();

  /**
   * The address to listen on, as a literal or as a name to resolve. Off loopback it only starts
   * with {@linkplain #credentials credentials} of your own, and does not accept the default ones.
   *
   * @param nameOrAddress such as {@code ::1}
   * @return this builder
   */
  public B host(String nameOrAddress) {
    settings.host = nameOrAddress;
    return self();
  }

  /**
   * The port to listen on.
   *
   * @param number 1 to 65535, or 0 for a free one (the default)
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public B port(int number) {
    settings.port = Settings.checkedPort(number);
    return self();
  }

  /**
   * Opens the {@linkplain Admin admin endpoint} as well. It listens on loopback only, whatever the
   * {@linkplain #host host}.
   *
   * @param number 1 to 65535, or 0 for a free port; there is no admin endpoint unless this is set
   * @return this builder
   * @throws IllegalArgumentException if it is out of range
   */
  public B adminPort(int number) {
    settings.adminPort = Settings.checkedPort(number);
    return self();
  }

  /**
   * The clock by which signatures expire, keys get their dates, and keys pending deletion vanish. A
   * client whose clock is more than 15 minutes off is refused; AWS SDKs then correct their clock
   * and try again, the one for Java for all its clients in the JVM. {@link LocalKms#clock} moves
   * the time of KMS alone, which clients do not notice.
   *
   * @param source the clock; the system clock unless set
   * @return this builder
   */
  public B clock(Clock source) {
    settings.clock = source;
    return self();
  }

  /**
   * Accepts one more access key, of the account {@link LocalKms#ACCOUNT}.
   *
   * @param accessKeyId letters, digits and underscores, at most 128
   * @param secret not empty
   * @return this builder
   * @throws IllegalArgumentException if one of them is malformed, or the access key is there
   *     already
   */
  public B credentials(String accessKeyId, String secret) {
    return credentials(AccessKey.of(accessKeyId, secret));
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
  public B credentials(String accessKeyId, String secret, String account) {
    return credentials(AccessKey.of(accessKeyId, secret).account(account));
  }

  /**
   * Accepts one more access key.
   *
   * @param key lasting or temporary
   * @return this builder
   * @throws IllegalArgumentException if there already is one of that id
   */
  public B credentials(AccessKey key) {
    settings.credentials.add(key);
    return self();
  }

  /**
   * Says who signs with an access key, and what policies of its own allow it. An access key that no
   * principal has is that of an administrator of its account: a user who may do everything that key
   * policies allow the account.
   *
   * @param accessKeyId one of the {@linkplain #credentials credentials}, or {@link
   *     LocalKms#ACCESS_KEY_ID}
   * @param arn of a user, of the session of a role ({@code
   *     arn:aws:sts::111122223333:assumed-role/Role/session}) or of the account's root
   * @param policies IAM policy documents in JSON; without any, only key policies and grants allow
   *     something
   * @return this builder
   * @throws IllegalArgumentException if the ARN or a policy is malformed, or the access key has a
   *     principal already
   */
  public B principal(String accessKeyId, String arn, String... policies) {
    settings.principals.add(accessKeyId, arn, List.of(policies));
    return self();
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
  public B keyMaterial(KeyMaterial source) {
    settings.material = source;
    return self();
  }

  /**
   * How long it takes until calls find what others have made, as in AWS, where it usually takes
   * less than a few seconds. Until then a new key or alias is not found, imported material is still
   * awaited, and a new replica key is being created. What is already known changes at once, and
   * what {@link LocalKms#createKey} and {@link LocalKms#createAlias} make is known at once.
   *
   * @param delay by the {@linkplain #clock clock}, not negative; none unless set
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public B consistencyDelay(Duration delay) {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("A delay is not negative: " + delay);
    }
    settings.consistencyDelay = delay;
    return self();
  }

  /**
   * Whether GetPublicKey answers for a disabled key. AWS was seen to do so; its guide says that it
   * refuses. So programs are tested both ways.
   *
   * @param answered true unless set
   * @return this builder
   */
  public B publicKeyWhileDisabled(boolean answered) {
    settings.publicKeyWhileDisabled = answered;
    return self();
  }

  /**
   * How many calls the {@linkplain LocalKms#calls log} keeps before it drops the oldest.
   *
   * @param most not negative; 10,000 unless set
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public B callLog(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("A call log keeps 0 calls or more, not " + most);
    }
    settings.callLogSize = most;
    return self();
  }

  /**
   * Hears of every call, as {@link LocalKms#calls} does, when its answer is ready.
   *
   * @param listener thread safe and fast: the answer waits for it
   * @return this builder
   */
  public B onCall(Consumer<Call> listener) {
    settings.onCall = settings.onCall.andThen(listener);
    return self();
  }

  /**
   * Speaks HTTPS.
   *
   * @param tls with which certificate; plain HTTP unless set
   * @return this builder
   */
  public B tls(Tls tls) {
    settings.tls = tls;
    return self();
  }

  /**
   * Lets scripts of a web page call.
   *
   * @param origin such as {@code http://localhost:5173}, or {@code *} for every page; may be
   *     repeated
   * @return this builder
   * @throws IllegalArgumentException if it is no origin
   */
  public B cors(String origin) {
    if (!Cors.isOrigin(origin)) {
      throw new IllegalArgumentException(
          "An origin is like http://localhost:5173, without a path, or it is *");
    }
    settings.origins.add(origin);
    return self();
  }

  /**
   * How many connections there may be at the same time; each has a thread. Further ones are told
   * {@code 503 ServiceUnavailable}, or over TLS closed.
   *
   * @param most at least 1; 1000 unless set
   * @return this builder
   * @throws IllegalArgumentException if it is less
   */
  public B maxConnections(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("There is 1 connection at least, not " + most);
    }
    settings.maxConnections = most;
    return self();
  }

  /**
   * How long a connection may wait for its next request before it is closed.
   *
   * @param longest at least a millisecond; two minutes unless set
   * @return this builder
   * @throws IllegalArgumentException if it is shorter, or longer than a day
   */
  public B idleTimeout(Duration longest) {
    settings.idle = Settings.checkedTimeout(longest);
    return self();
  }

  /**
   * How long a request, once it has begun to come, or a handshake may pause before its connection
   * is closed. One that comes slowly but steadily is served.
   *
   * @param longest at least a millisecond; 30 seconds unless set
   * @return this builder
   * @throws IllegalArgumentException if it is shorter, or longer than a day
   */
  public B readTimeout(Duration longest) {
    settings.read = Settings.checkedTimeout(longest);
    return self();
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
  public B data(Path folder) {
    settings.data = folder;
    return self();
  }

  /**
   * Puts keys and aliases in place before it listens, as a file says: with ids, material, tags,
   * policies and all else of their own. What is there already stays as it is. The file is one of
   * this KMS, which its guide describes, or one of {@code nsmithuk/local-kms}.
   *
   * @param file YAML; read at the {@linkplain LocalKms.Builder#start start}
   * @return this builder
   */
  public B seed(Path file) {
    settings.seeds.add(file);
    return self();
  }

  /**
   * Puts a key with a name in place before it listens, unless that name is there already.
   *
   * @param aliasName with or without its prefix {@code alias/}
   * @param keySpec such as {@code RSA_2048}
   * @param keyUsage such as {@code SIGN_VERIFY}; empty for that if the spec allows it, else for the
   *     one that it allows
   * @return this builder
   */
  public B key(String aliasName, String keySpec, String keyUsage) {
    settings.keys.add(new KeyOrder(aliasName, "", keySpec, keyUsage));
    return self();
  }

  /**
   * The Region of keys that {@link #key} and {@link #seed} name without one.
   *
   * @param name such as {@code eu-west-1}; unless set, {@code us-east-1} for {@link #key}, and
   *     {@code eu-west-2}, as there, for a file of {@code nsmithuk/local-kms}
   * @return this builder
   */
  public B region(String name) {
    settings.region = name;
    return self();
  }

  /** The same in a Region that is given. */
  B key(KeyOrder order) {
    settings.keys.add(order);
    return self();
  }

  /**
   * Whether what is answered is on the disk of the {@linkplain #data data folder}, and so outlives
   * a loss of power. Without, the operating system writes it when it likes: it outlives the process
   * only, and calls that change something are faster.
   *
   * @param always true unless set
   * @return this builder
   */
  public B fsync(boolean always) {
    settings.fsync = always ? Fsync.ALWAYS : Fsync.NEVER;
    return self();
  }
}
