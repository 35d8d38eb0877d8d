package io.github.kmsjca.localkms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.TestKeys;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.ConnectionErrorCodeType;
import software.amazon.awssdk.services.kms.model.ConnectionStateType;
import software.amazon.awssdk.services.kms.model.CreateCustomKeyStoreRequest;
import software.amazon.awssdk.services.kms.model.CustomKeyStoreType;
import software.amazon.awssdk.services.kms.model.CustomKeyStoresListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.XksProxyConnectivityType;

/** Custom key stores, and the keys in them. */
final class CustomKeyStoreTest extends KmsTest {
  private static final Duration DELAY = Duration.ofMinutes(10);
  private static final String CLUSTER = "cluster-abcdefg2345";
  private static final String INVALID = "CustomKeyStoreInvalidStateException";
  private static final SdkBytes TEXT = SdkBytes.fromUtf8String("x");

  private int anchors;

  @Override
  LocalKms.Builder configure(LocalKms.Builder builder) {
    return super.configure(builder).consistencyDelay(DELAY);
  }

  @Test
  void aClusterIsConnectedAndDisconnected() throws Exception {
    String id = hsm("hsm", CLUSTER);
    assertThat(id).matches("cks-[0-9a-f]{17}");
    CustomKeyStoresListEntry made = describe(id);
    assertThat(made.customKeyStoreName()).isEqualTo("hsm");
    assertThat(made.customKeyStoreType()).isEqualTo(CustomKeyStoreType.AWS_CLOUDHSM);
    assertThat(made.cloudHsmClusterId()).isEqualTo(CLUSTER);
    assertThat(made.trustAnchorCertificate()).contains("BEGIN CERTIFICATE");
    assertThat(made.xksProxyConfiguration()).isNull();
    assertThat(made.connectionErrorCode()).isNull();
    assertState(id, ConnectionStateType.DISCONNECTED);
    refusal(() -> kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(id)), INVALID);
    kms.connectCustomKeyStore(r -> r.customKeyStoreId(id));
    assertState(id, ConnectionStateType.CONNECTING);
    refusal(() -> kms.deleteCustomKeyStore(r -> r.customKeyStoreId(id)), INVALID);
    moveClock(DELAY);
    assertState(id, ConnectionStateType.CONNECTED);
    kms.connectCustomKeyStore(r -> r.customKeyStoreId(id));
    assertThat(
            kms.generateRandom(r -> r.numberOfBytes(9).customKeyStoreId(id))
                .plaintext()
                .asByteArray())
        .hasSize(9);
    kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(id));
    assertState(id, ConnectionStateType.DISCONNECTING);
    refusal(() -> kms.connectCustomKeyStore(r -> r.customKeyStoreId(id)), INVALID);
    refusal(() -> kms.generateRandom(r -> r.numberOfBytes(9).customKeyStoreId(id)), INVALID);
    moveClock(DELAY);
    kms.deleteCustomKeyStore(r -> r.customKeyStoreId(id));
    refusal(() -> describe(id), "CustomKeyStoreNotFoundException");
  }

  @Test
  void aKeyIsUnavailableWithoutItsStore() throws Exception {
    String id = hsm("hsm", CLUSTER);
    refusal(() -> hsmKey(id), INVALID);
    connect(id);
    KeyMetadata made = hsmKey(id);
    String key = made.arn();
    assertThat(made.origin()).isEqualTo(OriginType.AWS_CLOUDHSM);
    assertThat(made.customKeyStoreId()).isEqualTo(id);
    assertThat(made.cloudHsmClusterId()).isEqualTo(CLUSTER);
    assertThat(made.currentKeyMaterialId()).isNull();
    moveClock(DELAY);
    SdkBytes blob = kms.encrypt(r -> r.keyId(key).plaintext(TEXT)).ciphertextBlob();
    refusal(
        () -> kms.generateDataKeyPair(r -> r.keyId(key).keyPairSpec("ECC_NIST_P256")),
        "UnsupportedOperationException");
    refusal(() -> kms.enableKeyRotation(r -> r.keyId(key)), "UnsupportedOperationException");
    refusal(() -> kms.rotateKeyOnDemand(r -> r.keyId(key)), "UnsupportedOperationException");
    refusal(() -> kms.getKeyRotationStatus(r -> r.keyId(key)), "UnsupportedOperationException");

    kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(id));
    assertKey(key, KeyState.UNAVAILABLE);
    assertRefused(
        () -> kms.decrypt(r -> r.ciphertextBlob(blob)),
        "KMSInvalidStateException",
        key + " is unavailable.");
    kms.tagResource(r -> r.keyId(key).tags(Tag.builder().tagKey("k").tagValue("v").build()));
    kms.disableKey(r -> r.keyId(key));
    assertKey(key, KeyState.UNAVAILABLE);
    moveClock(DELAY);
    connect(id);
    assertKey(key, KeyState.DISABLED);
    kms.enableKey(r -> r.keyId(key));
    assertThat(kms.decrypt(r -> r.ciphertextBlob(blob)).plaintext()).isEqualTo(TEXT);
    kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(id));
    moveClock(DELAY);
    refusal(
        () -> kms.deleteCustomKeyStore(r -> r.customKeyStoreId(id)),
        "CustomKeyStoreHasCMKsException");
    kms.scheduleKeyDeletion(r -> r.keyId(key).pendingWindowInDays(7));
    assertKey(key, KeyState.PENDING_DELETION);
    moveClock(Duration.ofDays(8));
    kms.deleteCustomKeyStore(r -> r.customKeyStoreId(id));
  }

  @Test
  void anExternalKeyServesOneKey() {
    String id = xks("xks", "https://proxy.example.com", "/one/kms/xks/v1");
    CustomKeyStoresListEntry made = describe(id);
    assertThat(made.customKeyStoreType()).isEqualTo(CustomKeyStoreType.EXTERNAL_KEY_STORE);
    assertThat(made.xksProxyConfiguration().uriEndpoint()).isEqualTo("https://proxy.example.com");
    assertThat(made.xksProxyConfiguration().uriPath()).isEqualTo("/one/kms/xks/v1");
    assertThat(made.xksProxyConfiguration().accessKeyId()).isEqualTo("A".repeat(20));
    assertThat(made.toString()).doesNotContain("s".repeat(43));
    connect(id);
    KeyMetadata key = xksKey(id, "outside-1");
    assertThat(key.origin()).isEqualTo(OriginType.EXTERNAL_KEY_STORE);
    assertThat(key.xksKeyConfiguration().id()).isEqualTo("outside-1");
    assertThat(key.cloudHsmClusterId()).isNull();
    refusal(() -> xksKey(id, "outside-1"), "XksKeyAlreadyInUseException");
    xksKey(id, "outside-2");
    refusal(
        () -> kms.generateRandom(r -> r.numberOfBytes(9).customKeyStoreId(id)),
        "UnsupportedOperationException");
    refusal(() -> hsmKey(id), "UnsupportedOperationException");
  }

  @Test
  void whatKeysCannotBeThere() throws Exception {
    String id = hsm("hsm", CLUSTER);
    connect(id);
    refusal(() -> kms.createKey(r -> r.origin(OriginType.AWS_CLOUDHSM)), "ValidationException");
    refusal(() -> kms.createKey(r -> r.customKeyStoreId(id)), "ValidationException");
    refusal(
        () -> kms.createKey(r -> r.origin(OriginType.EXTERNAL_KEY_STORE).customKeyStoreId(id)),
        "ValidationException");
    String unsupported = "UnsupportedOperationException";
    refusal(() -> xksKey(id, "outside"), unsupported);
    refusal(
        () ->
            kms.createKey(
                r ->
                    r.origin(OriginType.AWS_CLOUDHSM)
                        .customKeyStoreId(id)
                        .keySpec(KeySpec.RSA_2048)
                        .keyUsage("SIGN_VERIFY")),
        unsupported);
    refusal(
        () ->
            kms.createKey(
                r -> r.origin(OriginType.AWS_CLOUDHSM).customKeyStoreId(id).multiRegion(true)),
        unsupported);
    refusal(() -> hsmKey("cks-none"), "CustomKeyStoreNotFoundException");
    refusal(
        () -> kms.generateRandom(r -> r.numberOfBytes(9).customKeyStoreId("cks-none")),
        "CustomKeyStoreNotFoundException");
  }

  @Test
  void whatIsInUseIsRefused() throws Exception {
    String id = hsm("hsm", CLUSTER);
    String anchor = describe(id).trustAnchorCertificate();
    String other = "cluster-zyxwvut5432";
    refusal(() -> hsm("hsm", other), "CustomKeyStoreNameInUseException");
    refusal(() -> hsm("two", CLUSTER), "CloudHsmClusterInUseException");
    refusal(() -> create(cluster("two", other, anchor)), "CloudHsmClusterInUseException");
    refusal(() -> create(cluster("two", other, "no certificate")), "IncorrectTrustAnchorException");
    xks("xks", "https://proxy.example.com", "/one/kms/xks/v1");
    xks("same", "https://proxy.example.com", "/two/kms/xks/v1");
    refusal(
        () -> xks("again", "https://proxy.example.com", "/two/kms/xks/v1"),
        "XksProxyUriInUseException");
    refusal(
        () -> xks("nowhere", "https://proxy.invalid", "/one/kms/xks/v1"),
        "XksProxyUriUnreachableException");
    refusal(
        () -> create(inVpc("https://proxy.example.com", "vpce-svc-1")),
        "XksProxyUriEndpointInUseException");
    create(inVpc("https://private.example.com", "vpce-svc-1"));
    refusal(
        () ->
            create(
                inVpc("https://other.example.com", "vpce-svc-1")
                    .andThen(r -> r.customKeyStoreName("vpc2"))),
        "XksProxyVpcEndpointServiceInUseException");
    assertThat(kms.describeCustomKeyStoresPaginator(r -> r.limit(1)).customKeyStores()).hasSize(4);
    assertThat(kms.describeCustomKeyStores(r -> r.customKeyStoreName("same")).customKeyStores())
        .hasSize(1);
    refusal(
        () -> kms.describeCustomKeyStores(r -> r.customKeyStoreName("none")),
        "CustomKeyStoreNotFoundException");
  }

  @Test
  void whatIsMissingOrForeignIsRefused() throws Exception {
    String anchor = anchor();
    refusal(
        () -> create(r -> r.customKeyStoreName("x").cloudHsmClusterId(CLUSTER)),
        "ValidationException");
    refusal(
        () -> create(cluster("x", CLUSTER, anchor).andThen(r -> r.xksProxyUriPath("/kms/xks/v1"))),
        "ValidationException");
    refusal(
        () ->
            create(
                proxy("x", "https://p.example.com", "/kms/xks/v1")
                    .andThen(r -> r.xksProxyConnectivity("VPC_ENDPOINT_SERVICE"))),
        "ValidationException");
    refusal(() -> xks("x", "http://p.example.com", "/kms/xks/v1"), "ValidationException");
    assertThat(kms.describeCustomKeyStores().customKeyStores()).isEmpty();
  }

  @Test
  void aStoreChangesMostlyWhileItIsDisconnected() throws Exception {
    String id = hsm("hsm", CLUSTER);
    kms.updateCustomKeyStore(
        r -> r.customKeyStoreId(id).newCustomKeyStoreName("new").keyStorePassword("other-one"));
    assertThat(describe(id).customKeyStoreName()).isEqualTo("new");
    connect(id);
    assertState(id, ConnectionStateType.FAILED);
    assertThat(describe(id).connectionErrorCode())
        .isEqualTo(ConnectionErrorCodeType.INVALID_CREDENTIALS);
    refusal(() -> hsmKey(id), INVALID);
    refusal(() -> kms.connectCustomKeyStore(r -> r.customKeyStoreId(id)), INVALID);
    refusal(
        () -> kms.updateCustomKeyStore(r -> r.customKeyStoreId(id).keyStorePassword("kmsPswd1")),
        INVALID);
    kms.disconnectCustomKeyStore(r -> r.customKeyStoreId(id));
    moveClock(DELAY);
    kms.updateCustomKeyStore(r -> r.customKeyStoreId(id).keyStorePassword("kmsPswd1"));
    connect(id);
    assertState(id, ConnectionStateType.CONNECTED);
    kms.updateCustomKeyStore(r -> r.customKeyStoreId(id).newCustomKeyStoreName("hsm"));
    refusal(
        () -> kms.updateCustomKeyStore(r -> r.customKeyStoreId(id).keyStorePassword("kmsPswd2")),
        INVALID);
    refusal(
        () -> kms.updateCustomKeyStore(r -> r.customKeyStoreId(id).xksProxyUriPath("/kms/xks/v1")),
        "ValidationException");
    String vpc = create(inVpc("https://private.invalid", "vpce-svc-1"));
    connect(vpc);
    assertThat(describe(vpc).connectionErrorCode())
        .isEqualTo(ConnectionErrorCodeType.XKS_PROXY_NOT_REACHABLE);
    refusal(
        () ->
            kms.updateCustomKeyStore(
                r -> r.customKeyStoreId("cks-none").newCustomKeyStoreName("x")),
        "CustomKeyStoreNotFoundException");
  }

  private KeyMetadata hsmKey(String store) {
    return kms.createKey(r -> r.origin(OriginType.AWS_CLOUDHSM).customKeyStoreId(store))
        .keyMetadata();
  }

  private KeyMetadata xksKey(String store, String external) {
    return kms.createKey(
            r -> r.origin(OriginType.EXTERNAL_KEY_STORE).customKeyStoreId(store).xksKeyId(external))
        .keyMetadata();
  }

  private String hsm(String name, String cluster) throws Exception {
    return create(cluster(name, cluster, anchor()));
  }

  private String xks(String name, String endpoint, String path) {
    return create(proxy(name, endpoint, path));
  }

  private String create(Consumer<CreateCustomKeyStoreRequest.Builder> how) {
    return kms.createCustomKeyStore(how).customKeyStoreId();
  }

  private static Consumer<CreateCustomKeyStoreRequest.Builder> cluster(
      String name, String cluster, String anchor) {
    return r ->
        r.customKeyStoreName(name)
            .cloudHsmClusterId(cluster)
            .trustAnchorCertificate(anchor)
            .keyStorePassword("kmsPswd1");
  }

  private static Consumer<CreateCustomKeyStoreRequest.Builder> proxy(
      String name, String endpoint, String path) {
    return r ->
        r.customKeyStoreName(name)
            .customKeyStoreType(CustomKeyStoreType.EXTERNAL_KEY_STORE)
            .xksProxyConnectivity(XksProxyConnectivityType.PUBLIC_ENDPOINT)
            .xksProxyUriEndpoint(endpoint)
            .xksProxyUriPath(path)
            .xksProxyAuthenticationCredential(
                c -> c.accessKeyId("A".repeat(20)).rawSecretAccessKey("s".repeat(43)));
  }

  private static Consumer<CreateCustomKeyStoreRequest.Builder> inVpc(
      String endpoint, String service) {
    return proxy("vpc", endpoint, "/kms/xks/v1")
        .andThen(
            r ->
                r.xksProxyConnectivity(XksProxyConnectivityType.VPC_ENDPOINT_SERVICE)
                    .xksProxyVpcEndpointServiceName("com.amazonaws.vpce.us-east-1." + service));
  }

  private void connect(String id) {
    kms.connectCustomKeyStore(r -> r.customKeyStoreId(id));
    moveClock(DELAY);
  }

  private CustomKeyStoresListEntry describe(String id) {
    return kms.describeCustomKeyStores(r -> r.customKeyStoreId(id)).customKeyStores().get(0);
  }

  private void assertState(String id, ConnectionStateType state) {
    assertThat(describe(id).connectionState()).isEqualTo(state);
  }

  private void assertKey(String key, KeyState state) {
    KeyMetadata metadata = kms.describeKey(r -> r.keyId(key)).keyMetadata();
    assertThat(metadata.keyState()).isEqualTo(state);
    assertThat(metadata.enabled()).isFalse();
  }

  /** A certificate as a cluster has it, each time another. */
  private String anchor() throws Exception {
    KeyPair pair = TestKeys.seeded().generate("ECC_NIST_P256");
    X500Name name = new X500Name("CN=cluster " + anchors++);
    Instant now = Instant.now();
    byte[] der =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now),
                Date.from(now.plus(Duration.ofDays(1))),
                name,
                pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
            .getEncoded();
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END CERTIFICATE-----\n";
  }
}
