package io.github.kmsjca.documents;

import io.github.kmsjca.internal.configuration.Configuration;
import io.github.kmsjca.internal.configuration.ConfigurationArgument;
import io.github.kmsjca.internal.configuration.ConfigurationException;
import io.github.kmsjca.internal.configuration.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of the provider that a document speaks of, and what is wrong with them. */
final class DocumentedSettings {
  /** A system property, wherever it stands: of every instance, or of one that has a name. */
  private static final Pattern SYSTEM_PROPERTY =
      Pattern.compile("(?:-D|(?<![\\w.]))awskms\\.(?:[A-Z]\\w*\\.)?([a-z][\\w.]*\\w)");

  /** An argument in {@code java.security}. */
  private static final Pattern ARGUMENT =
      Pattern.compile("(?m)^security\\.provider\\.\\d+=AWSKMS[ \\t]+(\\S.*)$");

  private static final Pattern INLINE = Pattern.compile("([a-z][\\w.]*)=([^\\s;,]*)");

  /** A place to fill in. */
  private static final Pattern PLACEHOLDER = Pattern.compile("\\.\\.\\.|<.*>|\\$\\{.*}");

  /** Settings of other programs that look like ours. */
  private static final Set<String> OF_OTHERS =
      Set.of("certificateKeyAlias", "keyManagerAlgorithm", "sslmode");

  private DocumentedSettings() {}

  static List<String> problems(Document document) throws IOException {
    List<String> problems = new ArrayList<>();
    Matcher property = SYSTEM_PROPERTY.matcher(document.source());
    while (property.find()) {
      if (!isSetting(property.group(1))) {
        problems.add("no setting: " + property.group());
      }
    }
    Matcher argument = ARGUMENT.matcher(document.source());
    while (argument.find()) {
      if (argument.group(1).contains("=")) {
        check(ConfigurationArgument.parse(argument.group(1))).ifPresent(problems::add);
      }
    }
    for (Block block : document.blocks()) {
      if (block.language().equals("properties")) {
        inFile(block).forEach(problem -> problems.add(block.name() + " " + problem));
      }
    }
    for (String code : document.inlineCodes()) {
      Matcher inline = INLINE.matcher(code);
      if (inline.matches() && isOurs(inline.group(1)) && !OF_OTHERS.contains(inline.group(1))) {
        check(Map.of(inline.group(1), inline.group(2))).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static List<String> inFile(Block block) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(block.text()));
    Map<String, String> ours = new LinkedHashMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (isOurs(key)) {
        ours.put(key, properties.getProperty(key).strip());
      }
    }
    return check(ours).stream().toList();
  }

  /** A key is without dots, or begins as one of ours does: other programs' keys are longer. */
  static boolean isOurs(String key) {
    int dot = key.indexOf('.') + 1;
    return dot == 0
        || Arrays.stream(Setting.values())
            .anyMatch(setting -> setting.key().startsWith(key.substring(0, dot)));
  }

  static boolean isSetting(String key) {
    return Arrays.stream(Setting.values()).anyMatch(setting -> setting.key().equals(key));
  }

  private static Optional<String> check(Map<String, String> settings) {
    Map<String, String> filled = new LinkedHashMap<>(settings);
    filled
        .entrySet()
        .removeIf(setting -> isSetting(setting.getKey()) && isOpen(setting.getValue()));
    return check(ConfigurationArgument.of(filled));
  }

  private static boolean isOpen(String value) {
    return value.isEmpty() || PLACEHOLDER.matcher(value).find();
  }

  private static Optional<String> check(ConfigurationArgument argument) {
    try {
      Configuration.load(argument, new Properties());
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.getMessage());
    }
  }
}
