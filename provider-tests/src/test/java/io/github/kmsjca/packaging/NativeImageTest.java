package io.github.kmsjca.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.KmsSecurityProviderCreator;
import io.github.kmsjca.KmsSslSocketFactory;
import io.github.kmsjca.testkit.ForkedJvm;
import io.github.kmsjca.testkit.TestKms;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The metadata for GraalVM's native-image has what the code does by reflection, all of it and no
 * more. GraalVM itself is not run.
 */
class NativeImageTest {
  private static final String FOLDER = "/META-INF/native-image/io.github.kmsjca/kms-jca-provider/";
  private static final String HOME = ForkedJvm.home(KmsProvider.class).toString();

  /** The provider's, be they in a folder or in a jar. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> location.contains(HOME))
          .importPackagesOf(KmsProvider.class);

  /**
   * Where class files and jars are looked for, to tell of a class path that does not fit. An image
   * has none, and there they tell of none.
   */
  private static final List<String> OF_CLASS_PATH =
      List.of(
          "io.github.kmsjca.internal.doctor.JavaCheck",
          "io.github.kmsjca.internal.kms.client.Library");

  /** Programs are given their names, and find them and what they call by these. */
  private static final List<String> GIVEN_TO_PROGRAMS =
      List.of(KmsSecurityProviderCreator.class.getName(), KmsSslSocketFactory.class.getName());

  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(?:javax\\.crypto|software\\.amazon\\.awssdk|org\\.slf4j|org\\.apache)(?:\\.[a-z]\\w*)*\\.[A-Z][\\w$]*");

  @RegisterExtension static final TestKms KMS = TestKms.start().withEncryptionKeys();

  @TempDir Path dir;

  @Test
  void classesThatAreFoundByName() throws Exception {
    Set<String> expected =
        names(
            callersOf(Class.class, "forName")
                .filter(type -> !OF_CLASS_PATH.contains(type.getName())));
    // Whose methods are found by an object of theirs.
    expected.add("javax.crypto.KEM$Decapsulator");
    expected.add("org.bouncycastle.jcajce.spec.UserKeyingMaterialSpec");
    expected.addAll(generatedCaches());
    expected.addAll(providers());
    expected.addAll(GIVEN_TO_PROGRAMS);
    assertThat(names(json("reflect-config.json"))).isEqualTo(expected);
  }

  @Test
  void interfacesThatAreMadeByProxies() throws Exception {
    Set<String> expected = new TreeSet<>();
    // Who makes them keeps their types in a class nested in its own.
    for (JavaClass maker : callersOf(Proxy.class, "newProxyInstance").toList()) {
      for (String name :
          names(CLASSES.stream().filter(type -> type.getName().startsWith(maker.getName())))) {
        if (Class.forName(name).isInterface()) {
          expected.add(name);
        }
      }
    }
    Set<String> rows = new TreeSet<>();
    for (JsonNode row : json("proxy-config.json")) {
      assertThat(row.get("interfaces")).hasSize(1);
      rows.add(row.get("interfaces").get(0).asText());
    }
    assertThat(rows).isNotEmpty().isEqualTo(expected);
  }

  /** Keys as they are written, what is written in their place, and what that has in its fields. */
  @Test
  void classesThatAreSerialized() throws Exception {
    Set<String> expected = new TreeSet<>();
    CLASSES.stream()
        .filter(NativeImageTest::isSerialized)
        .forEach(type -> expected.add(type.getName()));
    CLASSES.stream()
        .filter(type -> isSerialized(type) && type.tryGetMethod("readResolve").isPresent())
        .flatMap(type -> type.getFields().stream())
        .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
        .filter(field -> !field.getModifiers().contains(JavaModifier.TRANSIENT))
        .map(JavaField::getRawType)
        .filter(type -> !type.isPrimitive() && !type.isEquivalentTo(String.class))
        .forEach(type -> expected.add(type.reflect().getCanonicalName()));
    assertThat(names(json("serialization-config.json").get("types"))).isEqualTo(expected);
  }

  /** So JCA needs no reflection to make them. */
  @Test
  void servicesMakeTheirEnginesThemselves() throws Exception {
    for (Provider.Service service : new KmsProvider().getServices()) {
      assertThat(service.getClass().getMethod("newInstance", Object.class).getDeclaringClass())
          .as(service.toString())
          .isNotEqualTo(Provider.Service.class);
    }
  }

  @Test
  void noResourceIsReadButOfTheClassPath() {
    assertThat(callersOf(call -> call.getName().startsWith("getResource")).map(JavaClass::getName))
        .containsExactlyInAnyOrderElementsOf(OF_CLASS_PATH);
  }

  private static boolean isSerialized(JavaClass type) {
    return type.isAssignableTo(Serializable.class)
        && !type.isAssignableTo(Throwable.class)
        && !type.isAssignableTo(Provider.class)
        && !type.isEnum()
        && !type.isInterface()
        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
        // Those that have it refuse.
        && type.tryGetMethod("writeObject", ObjectOutputStream.class).isEmpty();
  }

  private static Stream<JavaClass> callersOf(Class<?> owner, String method) {
    return callersOf(
        call -> call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(method));
  }

  private static Stream<JavaClass> callersOf(Predicate<JavaMethodCall> wanted) {
    return CLASSES.stream().filter(type -> type.getMethodCallsFromSelf().stream().anyMatch(wanted));
  }

  /** The class names among the constants of classes. */
  private static Set<String> names(Stream<JavaClass> types) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JavaClass type : types.toList()) {
      String constants = text("/" + type.getName().replace('.', '/') + ".class");
      CLASS_NAME
          .matcher(constants)
          .results()
          .map(MatchResult::group)
          .filter(name -> !name.contains(".internal.")) // the name of a logger
          .forEach(names::add);
    }
    return names;
  }

  private static Set<String> names(JsonNode rows) {
    Set<String> names = new TreeSet<>();
    rows.forEach(row -> assertThat(names.add(row.get("name").asText())).isTrue());
    return names;
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(text(FOLDER + file));
  }

  private static Set<String> providers() throws IOException {
    String services = "META-INF/services/java.security.Provider";
    for (URL url : Collections.list(ClassLoader.getSystemResources(services))) {
      if (url.toString().contains(HOME)) { // others have such a file, too
        return new String(url.openStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .collect(Collectors.toSet());
      }
    }
    throw new AssertionError("no " + services + " in " + HOME);
  }

  /** A file of the provider, a byte a character. */
  private static String text(String name) throws IOException {
    try (InputStream in = KmsProvider.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Caffeine has a class for each combination of features, and finds it by its name. */
  private Set<String> generatedCaches() throws Exception {
    Path log = dir.resolve("classes.log");
    ForkedJvm.Result result =
        new ForkedJvm(EveryCache.class)
            .kms(KMS)
            .property("awskms.metadata", "true")
            .option("-Xlog:class+load=info:file=" + log)
            .run();
    assertThat(result.exitCode()).as(result.output()).isZero();
    String loaded = Files.readString(log);
    assertThat(callersOf(Caffeine.class, "newBuilder").map(JavaClass::getName))
        .isNotEmpty()
        .allMatch(name -> loaded.contains(name + " source:"));
    return result.output().lines().collect(Collectors.toSet());
  }
}
