package io.github.kmsjca;

import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.registration.Instance;
import io.github.kmsjca.internal.registration.ParametersService;
import io.github.kmsjca.internal.registration.Permissions;
import io.github.kmsjca.internal.registration.RandomService;
import io.github.kmsjca.internal.registration.Search;
import io.github.kmsjca.internal.registration.ServiceTable;
import io.github.kmsjca.spec.KeyPermissions;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * The JCA provider {@code AWSKMS}: KMS keys behind {@link java.security.KeyStore}, {@link
 * java.security.Signature}, {@link javax.crypto.Cipher}, {@link javax.crypto.Mac}, {@link
 * javax.crypto.KeyAgreement}, {@code KEM} and the generators of keys. Register it and keep your
 * code:
 *
 * <pre>{@code
 * KmsProvider.install();
 * KeyStore keys = KeyStore.getInstance("AWSKMS");
 * keys.load(null, null);
 * PrivateKey key = (PrivateKey) keys.getKey("my-alias", null);
 * Signature signature = Signature.getInstance("SHA256withRSA");
 * signature.initSign(key);
 *
 * SecretKey secretKey = (SecretKey) keys.getKey("my-symmetric-alias", null);
 * Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
 * cipher.init(Cipher.ENCRYPT_MODE, secretKey);
 * }</pre>
 *
 * <p>Or statically, by a line {@code security.provider.N=AWSKMS} in {@code java.security},
 * optionally followed by a configuration argument as {@link #configure} takes it.
 *
 * <p>Making, registering and configuring a provider does no I/O beyond reading the named properties
 * file, loads no class of the AWS SDK, and never throws for a bad configuration: that is logged
 * once, and explained by the first use. Position 1 is recommended, because code that sets PSS
 * parameters before it gives the key is otherwise bound to another provider; every operation with a
 * key that is not ours passes through to the provider that would have had it. Thread-safe.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/security/howtoimplaprovider.html">How JCA
 *     finds providers</a>
 */
public final class KmsProvider extends Provider implements AutoCloseable {
  private static final long serialVersionUID = 1L;

  private static final String NAME = "AWSKMS";
  private static final String VERSION = "0.1.0";
  private static final String INFO =
      "AWS KMS keys: KeyStore and SecureRandom AWSKMS, Signature (RSA, RSASSA-PSS, ECDSA, Ed25519,"
          + " ML-DSA, SM2), Cipher (AES/GCM/NoPadding, AWSKMS, RSA OAEP, SM2), Mac (HMAC),"
          + " KeyAgreement (ECDH), KEM (ML-KEM), KeyPairGenerator, KeyGenerator";

  private final transient Instance instance;
  private final transient RandomService random;

  /**
   * The provider {@code AWSKMS} without an argument: its settings are the system properties {@code
   * awskms.<key>} and what the AWS SDK finds by itself.
   */
  public KmsProvider() {
    this(ConfigurationArgument.none(), null);
  }

  KmsProvider(ConfigurationArgument argument, @Nullable Supplier<KmsClient> kmsClient) {
    super(argument.providerName(), VERSION, INFO);
    instance = Instance.create(argument, kmsClient);
    random = new RandomService(this, instance);
    register();
    instance.begin();
  }

  /**
   * Under a security manager a program may be allowed to make a provider, and not to fill one. No
   * lambda here, and none in the rows: the JVM's first one costs it two dozen classes.
   */
  @SuppressWarnings("removal") // JDK 17 may have a security manager
  private void register() {
    AccessController.doPrivileged(
        new PrivilegedAction<@Nullable Void>() {
          @Override
          public @Nullable Void run() {
            for (Service service : ServiceTable.services(KmsProvider.this, instance)) {
              putService(service);
            }
            return null;
          }
        });
  }

  /**
   * A service by name. SecureRandom {@code AWSKMS} is found here and only here, so that it is never
   * what {@code new SecureRandom()} gives, at position 1 either; and so are AlgorithmParameters,
   * which are there for who names this provider, and not for who names none; and what KMS cannot
   * do, which is there to say so to who has a key of ours.
   */
  @Override
  @SuppressWarnings("NullAway") // null as JCA has it; the annotation is not exported
  public Service getService(String type, String algorithm) {
    Service service = super.getService(type, algorithm);
    if (service != null) {
      return ServiceTable.askedBy(algorithm, service);
    }
    if (random.is(type, algorithm)) {
      return random;
    }
    if (!ParametersService.TYPE.equals(type)) {
      return ServiceTable.refusal(this, type, algorithm, instance);
    }
    if (!ParametersService.isOffered(algorithm)) {
      return null;
    }
    StackWalker walker = Search.walkerOfClasses();
    Class<?> asking = null;
    try {
      asking = walker == null ? null : walker.getCallerClass();
    } catch (RuntimeException e) {
      // An IllegalCallerException, which to name here would load at registration: native code has
      // called, in a thread of its own, and no class.
    }
    return ParametersService.find(this, algorithm, asking);
  }

  /** All services, SecureRandom {@code AWSKMS} included. */
  @Override
  public synchronized Set<Service> getServices() {
    Set<Service> services = new LinkedHashSet<>(super.getServices());
    services.add(random);
    return Collections.unmodifiableSet(services);
  }

  /** The names of all properties, so that {@link Security#getAlgorithms} lists all services. */
  @Override
  public synchronized Enumeration<Object> keys() {
    Set<Object> keys = new LinkedHashSet<>(Collections.list(super.keys()));
    keys.add(random.property());
    return Collections.enumeration(keys);
  }

  /** A property, so that {@link Security#getProviders(String)} finds all services. */
  @Override
  @SuppressWarnings("NullAway") // null as JCA has it; the annotation is not exported
  public String getProperty(String key) {
    String value = super.getProperty(key);
    return value == null ? random.property(key) : value;
  }

  /**
   * Puts the provider at position 1 of {@link Security}'s list, the recommended one. If a provider
   * named {@code AWSKMS} is registered already, in {@code java.security} say, that same one moves
   * to position 1. But if it is of another class loader's copy of this library, whose keys and
   * parameters would not be known here, or if it was closed, a new one takes its place, and the log
   * says so.
   *
   * @return the registered provider, which is a {@code KmsProvider}
   */
  public static Provider install() {
    return Registration.install(NAME);
  }

  /**
   * A new provider with these settings; this one is unchanged. Never throws for bad settings.
   *
   * @param argument {@code key=value;key=value}, or, if it has no equals sign, the path of a
   *     properties file; the key {@code name} names the instance
   * @return the new provider, not registered yet
   */
  @Override
  public Provider configure(String argument) {
    return new KmsProvider(ConfigurationArgument.parse(argument), null);
  }

  /** True: a provider without an argument works with what it finds. */
  @Override
  public boolean isConfigured() {
    return true;
  }

  /**
   * Wipes the data keys at hand and forgets the state of the random generators that message ids
   * come from. Messages under way end with the key that they have; the next one gets a new key, by
   * a KMS call. To be called before a snapshot of the JVM is taken, and after one is restored: two
   * JVMs from one snapshot must not make the same ids. A Cipher that is initialised to encrypt has
   * its id already: there must be none when the snapshot is taken, or it is initialised again
   * before it goes on. Each SecureRandom {@code AWSKMS} takes entropy from the operating system
   * before it gives another byte. Also ends what a permission withdrawn in KMS still lets this JVM
   * decrypt. Makes no KMS call; any number of times, on any thread.
   */
  public void clearCaches() {
    instance.clear();
  }

  /**
   * Ends what this instance has begun: its AWS clients and their connections, its threads, its
   * place in JMX; wipes its data keys; and takes it out of {@link Security}'s list, if it is there,
   * since it is of no use any more. To be called when an application stops whose class loader goes
   * with it, as in an application server, after the last use of its keys. Waits two seconds at most
   * for its threads. Any number of times, on any thread. Never closes an application's own {@code
   * KmsClient}.
   *
   * <p>After it, and in calls that are under way, whatever needs KMS fails, with the exceptions
   * that other failures have and a message that says why: keys, Cipher and KeyStore objects of this
   * instance too. What needs no KMS key goes on, such as what was passed through to other
   * providers; a SecureRandom lives on the platform's entropy.
   */
  @Override
  public void close() {
    instance.lifecycle().close();
    Registration.remove(this);
  }

  /** True once {@link #close} was called. */
  boolean isClosed() {
    return instance.lifecycle().isClosed();
  }

  /**
   * Asks KMS what the caller may do with keys, without doing it: DescribeKey and GetPublicKey are
   * called, and of each operation of the key's usage a dry run, which KMS checks and does not
   * perform. So it is three to five calls a key, all of which CloudTrail shows. What it says holds
   * for calls without encryption context and grant tokens: a policy may permit others only.
   *
   * <pre>{@code
   * System.out.print(provider.check("web", "customer-data"));
   * }</pre>
   *
   * @param alias names of KeyStore entries: of the file of {@code certificates}, or else a KMS
   *     alias, key id or ARN
   * @return one row per name; what KMS refuses, or keeps it from answering, is in there
   * @throws IllegalArgumentException if there is no name, or one is none that KMS could know, or of
   *     a certificate without a key
   * @throws ProviderException if the configuration is not valid, or the file of {@code
   *     certificates} cannot be read
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html">Testing
   *     your permissions</a>
   */
  public KeyPermissions check(String... alias) {
    return Permissions.of(instance, alias);
  }

  /**
   * Settings made by a program.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Refuses: a provider is made, not deserialized.
   *
   * @param out not used
   * @throws NotSerializableException always
   */
  @Serial
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(
        "a provider is made, not deserialized, and so is a SecureRandom of it");
  }

  /** Makes a provider from settings and, if wanted, the application's own KMS client. */
  public static final class Builder {
    private final Map<String, String> settings = new LinkedHashMap<>();
    private @Nullable Supplier<KmsClient> kmsClient;

    private Builder() {}

    /**
     * One setting, as in {@code provider/docs/settings.md}. It wins over system properties. A wrong
     * key or value is reported by the first use of the provider, as everywhere.
     *
     * @param key name of the setting
     * @param value its text
     * @return this
     */
    public Builder set(String key, String value) {
      settings.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
      return this;
    }

    /**
     * The application's own client, asked for once, when a KMS key is first used. It serves keys of
     * its own Region only; its retries, time-outs and endpoint are the application's affair, and so
     * is closing it.
     *
     * @param supplier gives the client
     * @return this
     */
    public Builder kmsClient(Supplier<KmsClient> supplier) {
      this.kmsClient = Objects.requireNonNull(supplier);
      return this;
    }

    /**
     * Makes the provider; register it with {@link Security#insertProviderAt}, or pass it to {@code
     * getInstance} methods.
     *
     * @return the provider, not registered yet
     */
    public KmsProvider build() {
      return new KmsProvider(ConfigurationArgument.of(settings), kmsClient);
    }
  }
}
