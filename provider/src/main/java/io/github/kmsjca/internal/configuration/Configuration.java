package io.github.kmsjca.internal.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The valid settings of one provider instance and where each came from. Precedence: the instance's
 * argument, then the system property {@code awskms.<name>.<key>}, then {@code awskms.<key>}
 * (instance {@code AWSKMS} only), then the default; what is absent here is left to the AWS SDK's
 * own chains. Immutable.
 */
public final class Configuration {
  /** A setting's text and where it was found. */
  public record Value(String text, String source) {
    /** Without the text, which may have a password. */
    @Override
    public String toString() {
      return source;
    }
  }

  private static final String DEFAULT = "default";

  /** Of the names that settings have among those of others. */
  public static final String PROPERTY_PREFIX = "awskms.";

  /** All that is wrong. */
  private static final class Problems {
    private final List<String> texts;
    private boolean isLost;

    Problems(List<String> ofArgument) {
      texts = new ArrayList<>(ofArgument);
      isLost = !ofArgument.isEmpty();
    }

    void add(String text) {
      texts.add(text);
    }

    void addUnknown(String key, String source) {
      Setting meant = Setting.like(key);
      isLost |= meant == null;
      add(
          "unknown key '"
              + UserInfo.shownKey(key)
              + "' ("
              + source
              + ")"
              + (meant == null ? "" : ", did you mean '" + meant.key() + "'?"));
    }

    /** Tells all valid keys only to those who may need them: there are many. */
    void refuseIfAny(String providerName) throws ConfigurationException {
      if (!texts.isEmpty()) {
        throw new ConfigurationException(providerName, texts, isLost);
      }
    }
  }

  private final Map<Setting, Value> values;

  private Configuration(Map<Setting, Value> values) {
    this.values = new EnumMap<>(values);
  }

  /**
   * Collects and validates.
   *
   * @throws ConfigurationException naming everything that is wrong, not just the first
   */
  public static Configuration load(ConfigurationArgument argument, Properties systemProperties)
      throws ConfigurationException {
    String name = argument.providerName();
    Problems problems = new Problems(argument.problems());
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      String text = setting.defaultText();
      if (text != null) {
        values.put(setting, new Value(text, DEFAULT));
      }
    }
    if (name.equals(Setting.NAME.defaultText())) {
      collect(PROPERTY_PREFIX, systemProperties, values, problems);
    }
    collect(PROPERTY_PREFIX + name + ".", systemProperties, values, problems);
    argument
        .values()
        .forEach((k, text) -> put(k, new Value(text, argument.source()), values, problems));
    values.forEach((setting, value) -> check(setting, value, problems));
    agreeOnRegion(values, problems);
    problems.refuseIfAny(name);
    return new Configuration(values);
  }

  private static void collect(
      String prefix, Properties properties, Map<Setting, Value> values, Problems problems) {
    for (String property : properties.stringPropertyNames()) {
      if (property.startsWith(prefix)) {
        String key = property.substring(prefix.length());
        if (Setting.ofKey(key) != null || !isPerhapsOfAnotherInstance(key)) {
          String text = properties.getProperty(property).strip();
          put(key, new Value(text, "system property " + property), values, problems);
        }
      }
    }
  }

  /** As {@code awskms.<name>.<key>}; but a name like the beginning of a key is a mistyped key. */
  private static boolean isPerhapsOfAnotherInstance(String key) {
    int dot = key.indexOf('.');
    return dot >= 0 && !Setting.isBeginningOfKey(key.substring(0, dot));
  }

  private static void put(String key, Value value, Map<Setting, Value> values, Problems problems) {
    Setting setting = Setting.ofKey(key);
    if (setting == null) {
      problems.addUnknown(key, value.source());
    } else {
      values.put(setting, value);
    }
  }

  private static void check(Setting setting, Value value, Problems problems) {
    if (!Shapes.accepts(setting.shape(), value.text())) {
      problems.add(
          setting.key()
              + "='"
              + shown(setting, value)
              + "' is not a "
              + setting.shape().description()
              + " ("
              + value.source()
              + ")");
    }
  }

  /** The first of several Regions is the one of names that carry none. */
  private static void agreeOnRegion(Map<Setting, Value> values, Problems problems) {
    Value regions = values.get(Setting.REGIONS);
    List<String> names = regions == null ? List.of() : Shapes.list(regions.text());
    if (regions == null || names.isEmpty()) {
      return;
    }
    Value region = values.putIfAbsent(Setting.REGION, new Value(names.get(0), regions.source()));
    if (region != null && !region.text().equals(names.get(0))) {
      problems.add(
          Setting.REGION.key()
              + "='"
              + shown(Setting.REGION, region)
              + "' ("
              + region.source()
              + ") is not the first of "
              + Setting.REGIONS.key()
              + "='"
              + shown(Setting.REGIONS, regions)
              + "' ("
              + regions.source()
              + ")");
    }
  }

  /** The keys of a valid argument that have another value here, in the order of their names. */
  public List<String> contradictions(ConfigurationArgument argument) {
    List<String> keys = new ArrayList<>();
    argument
        .values()
        .forEach(
            (key, text) -> {
              Setting setting = Setting.ofKey(key);
              if (setting == null || !text(setting).equals(Optional.of(text))) {
                keys.add(key);
              }
            });
    Collections.sort(keys);
    return keys;
  }

  private static String shown(Setting setting, Value value) {
    return setting.shape() == Setting.Shape.PROXY
        ? UserInfo.crossedOutOfUrl(value.text())
        : UserInfo.crossedOut(value.text());
  }

  /** The text as people may see it: without passwords. */
  public Optional<String> shown(Setting setting) {
    return value(setting).map(value -> shown(setting, value));
  }

  /** The value and its source, for explanations. */
  public Optional<Value> value(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /** True if nobody set it. */
  public boolean isDefault(Setting setting) {
    return value(setting).map(Value::source).orElse(DEFAULT).equals(DEFAULT);
  }

  public Optional<String> text(Setting setting) {
    return value(setting).map(Value::text);
  }

  public Optional<Boolean> flag(Setting setting) {
    return text(setting).map(Boolean::parseBoolean);
  }

  /** True only if the flag is set and true. */
  public boolean isOn(Setting setting) {
    return flag(setting).orElse(false);
  }

  public Optional<URI> uri(Setting setting) {
    return text(setting).map(URI::create);
  }

  public Optional<Path> path(Setting setting) {
    return text(setting).map(Path::of);
  }

  /** The items, without blanks; empty if unset. */
  public List<String> list(Setting setting) {
    return text(setting).map(Shapes::list).orElse(List.of());
  }

  /** For settings with a default. */
  public Duration duration(Setting setting) {
    return Objects.requireNonNull(Shapes.duration(text(setting).orElseThrow()));
  }

  /** For settings with a default. */
  public int count(Setting setting) {
    return Integer.parseInt(text(setting).orElseThrow());
  }

  /** For settings with a default that count more than an int holds. */
  public long number(Setting setting) {
    return Long.parseLong(text(setting).orElseThrow());
  }

  /** In bytes, for settings with a default. */
  public long size(Setting setting) {
    return Shapes.size(text(setting).orElseThrow());
  }
}
