package io.github.kmsjca.internal.kms.client;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The libraries that this one is made of, needs or can use, and where the class path has them: each
 * by a class of it, which is looked for and never loaded, so that it works where nothing else does.
 */
public enum Library {
  PROVIDER("kms-jca-provider", "io.github.kmsjca.KmsProvider", true),
  SDK_CORE("sdk-core", "software.amazon.awssdk.core.SdkClient", true),
  KMS("kms", "software.amazon.awssdk.services.kms.KmsClient", true),
  AWS_CORE("aws-core", "software.amazon.awssdk.awscore.AwsClient", true),
  AUTH("auth", "software.amazon.awssdk.auth.credentials.AwsCredentialsProvider", true),
  REGIONS("regions", "software.amazon.awssdk.regions.Region", true),
  PROFILES("profiles", "software.amazon.awssdk.profiles.ProfileFile", true),
  HTTP_CLIENT_SPI("http-client-spi", "software.amazon.awssdk.http.SdkHttpClient", true),
  UTILS("utils", "software.amazon.awssdk.utils.SdkAutoCloseable", true),
  APACHE5_CLIENT("apache5-client", "software.amazon.awssdk.http.apache5.Apache5HttpClient", true),
  URL_CONNECTION_CLIENT(
      "url-connection-client",
      "software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient",
      false),
  STS("sts", "software.amazon.awssdk.services.sts.StsClient", false),
  SSO("sso", "software.amazon.awssdk.services.sso.SsoClient", false),
  SSOOIDC("ssooidc", "software.amazon.awssdk.services.ssooidc.SsoOidcClient", false),
  CAFFEINE("caffeine", "com.github.benmanes.caffeine.cache.Caffeine", true),
  BOUNCY_CASTLE("bcprov-jdk18on", "org.bouncycastle.asn1.ASN1Object", true),
  /** Of the same package names, and without most of what is needed of them. */
  BOUNCY_CASTLE_FIPS("bc-fips", "org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider", false);

  private final String artifact;
  private final String type;
  private final boolean required;

  Library(String artifact, String type, boolean required) {
    this.artifact = artifact;
    this.type = type;
    this.required = required;
  }

  /**
   * A jar or folder that has it.
   *
   * @param place as a URL, as far as the folder in which its packages are
   * @param version empty if it cannot be told
   */
  public record Copy(String place, String version) {
    /** For people: the path where it is a plain file. */
    public String path() {
      return place.replaceFirst("^(jar:)?(file:)?", "").replaceFirst("!?/$", "");
    }

    @Override
    public String toString() {
      return (version.isEmpty() ? "of unknown version" : version) + " (" + path() + ")";
    }
  }

  /** As in its Maven coordinates. */
  public String artifact() {
    return artifact;
  }

  /** False if it is of use only to some. */
  public boolean isRequired() {
    return required;
  }

  /** True of the AWS SDK's modules. */
  public boolean isOfAwsSdk() {
    return switch (this) {
      case PROVIDER, CAFFEINE, BOUNCY_CASTLE, BOUNCY_CASTLE_FIPS -> false;
      default -> true;
    };
  }

  /** True if the classes of Bouncy Castle are those of its FIPS edition, from the same jar. */
  public static boolean isFipsInPlaceOfBouncyCastle() {
    List<Copy> fips = BOUNCY_CASTLE_FIPS.copies();
    List<Copy> found = BOUNCY_CASTLE.copies();
    return !fips.isEmpty() && !found.isEmpty() && found.get(0).place().equals(fips.get(0).place());
  }

  /** Where it is, in the order of the class path: the first one counts. */
  public List<Copy> copies() {
    String file = type.replace('.', '/') + ".class";
    Set<Copy> copies = new LinkedHashSet<>();
    try {
      for (URL url : resources(file)) {
        String place = url.toString();
        place = place.substring(0, place.length() - file.length());
        place = place.replaceFirst("META-INF/versions/\\d+/$", ""); // a variant for newer JDKs
        copies.add(new Copy(place, version(place)));
      }
    } catch (IOException e) {
      return List.of();
    }
    return List.copyOf(copies);
  }

  private static List<URL> resources(String name) throws IOException {
    ClassLoader loader = Library.class.getClassLoader();
    return Collections.list(
        loader == null ? ClassLoader.getSystemResources(name) : loader.getResources(name));
  }

  /** By the file's name; where the jar is called otherwise, it may be all in one with the core. */
  private String version(String place) {
    String file = place.replaceFirst("!?/$", "").replaceFirst(".*/", "");
    String start = artifact + "-";
    if (this == BOUNCY_CASTLE) {
      // Older ones are for older JDKs, and called so.
      file = file.replaceFirst("^bcprov-(ext-)?jdk[0-9a-z]+-", start);
    }
    // A digit: kms-jca-provider is no version of kms.
    if (file.startsWith(start) && file.substring(start.length()).matches("\\d.*\\.jar")) {
      return file.substring(start.length(), file.length() - ".jar".length());
    }
    return isOfAwsSdk() ? versionOfCore(place) : "";
  }

  /** What the core says of itself. By reflection: the compiler would put the value here. */
  private static String versionOfCore(String place) {
    String name = "software.amazon.awssdk.core.util.VersionInfo";
    try {
      List<URL> found = resources(name.replace('.', '/') + ".class");
      if (found.isEmpty() || !found.get(0).toString().startsWith(place)) {
        return "";
      }
      Class<?> type = Class.forName(name, false, Library.class.getClassLoader());
      return String.valueOf(type.getField("SDK_VERSION").get(null));
    } catch (IOException | ReflectiveOperationException | LinkageError e) {
      return "";
    }
  }
}
