package io.github.kmsjca.localkms.junit;

import io.github.kmsjca.localkms.LocalKms;
import java.net.URI;
import java.security.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A {@link LocalKms} with its keys, for the tests of a class if its field is static, for each test
 * anew if it is not:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LocalKmsExtension kms =
 *     LocalKmsExtension.builder()
 *         .region("eu-west-1")
 *         .key("web", "ECC_NIST_P256", "SIGN_VERIFY")
 *         .build();
 * }</pre>
 *
 * <p>It runs from before the first {@code @BeforeAll} (or {@code @BeforeEach}) method until after
 * the last {@code @AfterAll} (or {@code @AfterEach}) method; nested classes share it. A parameter
 * of type {@link LocalKms} is resolved. Extensions do not disturb one another: classes may run in
 * parallel. Only {@linkplain Builder#systemProperty system properties} and {@linkplain
 * Builder#provider providers} are the whole JVM's. A class that has them set is to have the
 * annotation {@code @ResourceLock(Resources.SYSTEM_PROPERTIES)} where classes run in parallel; one
 * that finds them taken fails, and says so. Thread safe once it runs.
 *
 * @see <a href="https://docs.junit.org/current/user-guide/#extensions-registration-programmatic">
 *     RegisterExtension</a>
 */
public final class LocalKmsExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback,
        ParameterResolver {
  private final String region;
  private final Consumer<LocalKms.Builder> configuration;
  private final List<Key> keys;
  private final Map<String, Function<LocalKms, String>> properties;
  private final List<Function<LocalKms, Provider>> providers;
  private volatile @Nullable Running running;

  private LocalKmsExtension(Builder builder) {
    this.region = builder.region;
    this.configuration = builder.configuration;
    this.keys = List.copyOf(builder.keys);
    this.properties = new LinkedHashMap<>(builder.properties);
    this.providers = List.copyOf(builder.providers);
  }

  private record Key(String alias, String spec, String usage) {}

  /** What has to be undone, by whom: the class or the test that began it. */
  private record Running(
      String owner, LocalKms kms, Map<String, String> arns, GlobalChanges changes) {}

  /**
   * One with all defaults: Region {@code us-east-1}, no keys.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The local KMS itself.
   *
   * @return the one that runs
   * @throws IllegalStateException before and after the tests
   */
  public LocalKms kms() {
    return running().kms();
  }

  /**
   * Where it listens; the endpoint override of an SDK.
   *
   * @return the endpoint
   * @throws IllegalStateException before and after the tests
   */
  public URI endpoint() {
    return kms().endpoint();
  }

  /**
   * The Region of the declared keys.
   *
   * @return such as {@code us-east-1}
   */
  public String region() {
    return region;
  }

  /**
   * The ARN of a declared key.
   *
   * @param alias as it was declared, without the prefix {@code alias/}
   * @return its ARN
   * @throws IllegalArgumentException if no such key was declared
   * @throws IllegalStateException before and after the tests
   */
  public String arn(String alias) {
    String arn = running().arns().get(alias);
    if (arn == null) {
      throw new IllegalArgumentException("No key was declared with the alias " + alias);
    }
    return arn;
  }

  /** Called by JUnit. */
  @Override
  public void beforeAll(ExtensionContext context) {
    start(context);
  }

  /** Called by JUnit. */
  @Override
  public void beforeEach(ExtensionContext context) {
    start(context);
  }

  /** Called by JUnit. */
  @Override
  public void afterEach(ExtensionContext context) {
    stop(context);
  }

  /** Called by JUnit. */
  @Override
  public void afterAll(ExtensionContext context) {
    stop(context);
  }

  /** Called by JUnit: whether a parameter is the local KMS. */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalKms.class;
  }

  /** Called by JUnit. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return kms();
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException(
          "The local KMS runs while tests do: @RegisterExtension is missing at its field, or this is"
              + " too early or too late");
    }
    return now;
  }

  private void start(ExtensionContext context) {
    if (running != null) {
      return;
    }
    LocalKms.Builder builder = LocalKms.builder();
    configuration.accept(builder);
    LocalKms kms = builder.start();
    GlobalChanges changes = new GlobalChanges(context.getDisplayName());
    try {
      Map<String, String> arns = new LinkedHashMap<>();
      for (Key key : keys) {
        String arn = kms.createKey(region, key.spec(), key.usage());
        kms.createAlias(region, "alias/" + key.alias(), arn);
        arns.put(key.alias(), arn);
      }
      properties.forEach((name, value) -> changes.set(name, value.apply(kms)));
      // The first of them is to be first.
      for (int i = 0; i < providers.size(); i++) {
        changes.insert(providers.get(i).apply(kms), i + 1);
      }
      running = new Running(context.getUniqueId(), kms, arns, changes);
    } finally {
      if (running == null) {
        changes.undo();
        kms.close();
      }
    }
  }

  private void stop(ExtensionContext context) {
    Running now = running;
    if (now != null && now.owner().equals(context.getUniqueId())) {
      running = null;
      now.changes().undo();
      now.kms().close();
    }
  }

  /** What a local KMS is to have. Not thread safe. */
  public static final class Builder {
    private String region = "us-east-1";
    private Consumer<LocalKms.Builder> configuration = builder -> {};
    private final List<Key> keys = new ArrayList<>();
    private final Map<String, Function<LocalKms, String>> properties = new LinkedHashMap<>();
    private final List<Function<LocalKms, Provider>> providers = new ArrayList<>();

    private Builder() {}

    /**
     * The Region of the keys, and of {@link #sdkProperties}.
     *
     * @param name such as {@code eu-west-1}
     * @return this builder
     */
    public Builder region(String name) {
      region = name;
      return this;
    }

    /**
     * How the local KMS differs from the default: clock, credentials, key material ...
     *
     * @param change is given the builder before each start
     * @return this builder
     */
    public Builder configure(Consumer<LocalKms.Builder> change) {
      configuration = configuration.andThen(change);
      return this;
    }

    /**
     * A key, made at the start.
     *
     * @param alias its name, without the prefix {@code alias/}
     * @param keySpec such as {@code RSA_2048}
     * @param keyUsage such as {@code SIGN_VERIFY}
     * @return this builder
     */
    public Builder key(String alias, String keySpec, String keyUsage) {
      keys.add(new Key(alias, keySpec, keyUsage));
      return this;
    }

    /**
     * A system property while the tests run; afterwards it is what it was.
     *
     * @param name the property
     * @param value is asked once the keys are there
     * @return this builder
     */
    public Builder systemProperty(String name, Function<LocalKms, String> value) {
      properties.put(name, value);
      return this;
    }

    /**
     * The system properties by which AWS SDKs for Java 2.x, from 2.21 on, find this KMS without
     * further configuration: endpoint, Region and access key.
     *
     * @return this builder
     */
    public Builder sdkProperties() {
      systemProperty("aws.endpointUrlKms", kms -> kms.endpoint().toString());
      systemProperty("aws.region", kms -> region);
      systemProperty("aws.accessKeyId", kms -> LocalKms.ACCESS_KEY_ID);
      return systemProperty("aws.secretAccessKey", kms -> LocalKms.SECRET_ACCESS_KEY);
    }

    /**
     * A security provider while the tests run: the first in the list, or behind the one that this
     * was called for before.
     *
     * @param provider is asked once the keys are there and the system properties are set
     * @return this builder
     */
    public Builder provider(Function<LocalKms, Provider> provider) {
      providers.add(provider);
      return this;
    }

    /**
     * The extension, which JUnit starts.
     *
     * @return an extension for a field with {@code @RegisterExtension}
     */
    public LocalKmsExtension build() {
      return new LocalKmsExtension(this);
    }
  }
}
