// Calls every operation of KMS that the AWS SDK for JavaScript has, and every paginator, each with success; then
// the AWS Encryption SDK on keys of two Regions.
//
// Prints "model NAME" and "paginator NAME" for what the SDK has, "answered NAME" and "paged NAME" for what worked.

import assert from "node:assert/strict";
import * as crypto from "node:crypto";
import * as sdk from "@aws-sdk/client-kms";
import {
  AwsKmsMrkAwareSymmetricDiscoveryKeyringNode,
  AwsKmsMrkAwareSymmetricKeyringNode,
  CommitmentPolicy,
  KmsKeyringNode,
  buildClient,
  getClient,
} from "@aws-crypto/client-node";

const endpoint = process.argv[2];
const [REGION, OTHER_REGION] = ["eu-west-1", "us-east-1"];
const ACCOUNT = "000000000000";
const PRINCIPAL = `arn:aws:iam::${ACCOUNT}:user/alice`;
const MESSAGE = Buffer.from("the message");
const CONTEXT = { purpose: "check", owner: "alice" };

const exported = (pattern) => Object.keys(sdk).flatMap((name) => name.match(pattern)?.[1] ?? []);
const operations = exported(/^([A-Z]\w+)Command$/);
const paginators = exported(/^paginate(\w+)$/);
const answered = new Set();
const paged = new Set();

function client(region) {
  const made = new sdk.KMS({ region, endpoint });
  made.middlewareStack.add(
    (next, context) => async (args) => {
      const result = await next(args);
      answered.add(context.commandName.replace(/Command$/, ""));
      return result;
    },
    { step: "initialize" },
  );
  return made;
}

const kms = client(REGION);
const other = client(OTHER_REGION);
const call = (operation, input = {}, by = kms) => by.send(new sdk[`${operation}Command`](input));
const newKey = async (input = {}) => (await call("CreateKey", input)).KeyMetadata.Arn;
const same = (left, right) => assert.ok(Buffer.from(left).equals(Buffer.from(right)));
const names = (list, member) => list.map((item) => item[member]).sort();

async function refused(error, operation, input) {
  await assert.rejects(call(operation, input), (e) => {
    assert.ok(e instanceof sdk[error], `${e.name} instead of ${error}: ${e.message}`);
    return true;
  });
}

/** All items of a list, page by page; there have to be some pages. */
async function pages(operation, member, atLeast, input = {}) {
  const found = [];
  let count = 0;
  for await (const page of sdk[`paginate${operation}`]({ client: kms, pageSize: 1 }, input)) {
    found.push(...page[member]);
    count++;
  }
  assert.ok(count >= atLeast, `${operation}: ${count} pages`);
  paged.add(operation);
  return found;
}

async function keys() {
  const key = await newKey({ Description: "first", Tags: [{ TagKey: "a", TagValue: "1" }] });
  const second = await newKey();
  await call("UpdateKeyDescription", { KeyId: key, Description: "changed" });
  const { KeyMetadata: metadata } = await call("DescribeKey", { KeyId: key });
  assert.equal(metadata.Description, "changed");
  assert.ok(metadata.CreationDate instanceof Date);
  assert.ok(names(await pages("ListKeys", "Keys", 2), "KeyArn").includes(second));
  await call("DisableKey", { KeyId: key });
  await refused("DisabledException", "Encrypt", { KeyId: key, Plaintext: MESSAGE });
  await call("EnableKey", { KeyId: key });
  await call("TagResource", { KeyId: key, Tags: ["b", "c", "d"].map((t) => ({ TagKey: t, TagValue: t })) });
  await call("UntagResource", { KeyId: key, TagKeys: ["d"] });
  assert.deepEqual(names(await pages("ListResourceTags", "Tags", 3, { KeyId: key }), "TagKey"), ["a", "b", "c"]);
  for (const name of ["alias/one", "alias/two"]) {
    await call("CreateAlias", { AliasName: name, TargetKeyId: key });
  }
  await call("UpdateAlias", { AliasName: "alias/two", TargetKeyId: second });
  assert.equal((await call("DescribeKey", { KeyId: "alias/two" })).KeyMetadata.Arn, second);
  assert.ok(names(await pages("ListAliases", "Aliases", 2), "AliasName").includes("alias/two"));
  await refused("AlreadyExistsException", "CreateAlias", { AliasName: "alias/one", TargetKeyId: key });
  await call("DeleteAlias", { AliasName: "alias/two" });
  await refused("NotFoundException", "DescribeKey", { KeyId: "alias/two" });
  await call("ScheduleKeyDeletion", { KeyId: second, PendingWindowInDays: 7 });
  await refused("KMSInvalidStateException", "EnableKey", { KeyId: second });
  await call("CancelKeyDeletion", { KeyId: second });
  return key;
}

async function permissions(key) {
  assert.deepEqual(await pages("ListKeyPolicies", "PolicyNames", 1, { KeyId: key }), ["default"]);
  const { Policy } = await call("GetKeyPolicy", { KeyId: key });
  await call("PutKeyPolicy", { KeyId: key, Policy });
  await refused("MalformedPolicyDocumentException", "PutKeyPolicy", { KeyId: key, Policy: "{}" });
  const grants = [];
  for (const Name of ["one", "two"]) {
    grants.push(
      await call("CreateGrant", {
        KeyId: key,
        GranteePrincipal: PRINCIPAL,
        RetiringPrincipal: PRINCIPAL,
        Name,
        Operations: ["Encrypt", "Decrypt"],
        Constraints: { EncryptionContextSubset: CONTEXT },
      }),
    );
  }
  assert.deepEqual(names(await pages("ListGrants", "Grants", 2, { KeyId: key }), "Name"), ["one", "two"]);
  const retirable = await pages("ListRetirableGrants", "Grants", 2, { RetiringPrincipal: PRINCIPAL });
  assert.deepEqual(names(retirable, "GrantId"), names(grants, "GrantId"));
  const terms = { EncryptionContext: CONTEXT, GrantTokens: [grants[0].GrantToken] };
  const { CiphertextBlob } = await call("Encrypt", { KeyId: key, Plaintext: MESSAGE, ...terms });
  same((await call("Decrypt", { CiphertextBlob, ...terms })).Plaintext, MESSAGE);
  await call("RetireGrant", { GrantToken: grants[0].GrantToken });
  await call("RevokeGrant", { KeyId: key, GrantId: grants[1].GrantId });
  assert.deepEqual((await call("ListGrants", { KeyId: key })).Grants, []);
}

async function encryption(key) {
  const open = async (CiphertextBlob) => (await call("Decrypt", { CiphertextBlob })).Plaintext;
  const sealed = await call("Encrypt", { KeyId: "alias/one", Plaintext: MESSAGE, EncryptionContext: CONTEXT });
  await refused("InvalidCiphertextException", "Decrypt", { CiphertextBlob: sealed.CiphertextBlob });
  const moved = await call("ReEncrypt", {
    CiphertextBlob: sealed.CiphertextBlob,
    SourceEncryptionContext: CONTEXT,
    DestinationKeyId: await newKey(),
  });
  assert.equal(moved.SourceKeyId, key);
  same(await open(moved.CiphertextBlob), MESSAGE);
  await refused("IncorrectKeyException", "Decrypt", { CiphertextBlob: moved.CiphertextBlob, KeyId: key });
  const data = await call("GenerateDataKey", { KeyId: key, KeySpec: "AES_256" });
  same(await open(data.CiphertextBlob), data.Plaintext);
  const unseen = await call("GenerateDataKeyWithoutPlaintext", { KeyId: key, NumberOfBytes: 24 });
  assert.equal((await open(unseen.CiphertextBlob)).length, 24);
  const pair = await call("GenerateDataKeyPair", { KeyId: key, KeyPairSpec: "ECC_NIST_P256" });
  same(publicBytes(privateKey(pair.PrivateKeyPlaintext)), pair.PublicKey);
  const sealedPair = await call("GenerateDataKeyPairWithoutPlaintext", { KeyId: key, KeyPairSpec: "ECC_NIST_P256" });
  same(publicBytes(privateKey(await open(sealedPair.PrivateKeyCiphertextBlob))), sealedPair.PublicKey);
  assert.equal((await call("GenerateRandom", { NumberOfBytes: 33 })).Plaintext.length, 33);
}

const privateKey = (der) => crypto.createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
const publicKey = (der) => crypto.createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
const publicBytes = (key) => crypto.createPublicKey(key).export({ format: "der", type: "spki" });

async function signatures() {
  const key = await newKey({ KeySpec: "ECC_NIST_P256", KeyUsage: "SIGN_VERIFY" });
  const terms = { KeyId: key, Message: MESSAGE, SigningAlgorithm: "ECDSA_SHA_256" };
  const { Signature } = await call("Sign", terms);
  assert.equal((await call("Verify", { ...terms, Signature })).SignatureValid, true);
  const { PublicKey } = await call("GetPublicKey", { KeyId: key });
  assert.ok(crypto.verify("sha256", MESSAGE, publicKey(PublicKey), Signature));
  const another = { ...terms, Message: Buffer.from("another"), Signature };
  await refused("KMSInvalidSignatureException", "Verify", another);
  await refused("InvalidKeyUsageException", "Encrypt", { KeyId: key, Plaintext: MESSAGE });
}

async function macs() {
  const key = await newKey({ KeySpec: "HMAC_256", KeyUsage: "GENERATE_VERIFY_MAC" });
  const terms = { KeyId: key, Message: MESSAGE, MacAlgorithm: "HMAC_SHA_256" };
  const { Mac } = await call("GenerateMac", terms);
  assert.equal((await call("VerifyMac", { ...terms, Mac })).MacValid, true);
  await refused("KMSInvalidMacException", "VerifyMac", { ...terms, Mac: new Uint8Array(32) });
}

async function secrets() {
  const curve = await newKey({ KeySpec: "ECC_NIST_P384", KeyUsage: "KEY_AGREEMENT" });
  const mine = crypto.generateKeyPairSync("ec", { namedCurve: "P-384" });
  const theirs = publicKey((await call("GetPublicKey", { KeyId: curve })).PublicKey);
  const agreed = await call("DeriveSharedSecret", {
    KeyId: curve,
    KeyAgreementAlgorithm: "ECDH",
    PublicKey: mine.publicKey.export({ format: "der", type: "spki" }),
  });
  same(agreed.SharedSecret, crypto.diffieHellman({ privateKey: mine.privateKey, publicKey: theirs }));
  const lattice = await newKey({ KeySpec: "ML_KEM_768", KeyUsage: "ENCAPSULATE_DECAPSULATE" });
  const sent = await call("Encapsulate", { KeyId: lattice, EncapsulationAlgorithm: "ML_KEM" });
  const received = await call("Decapsulate", {
    KeyId: lattice,
    EncapsulationAlgorithm: "ML_KEM",
    SharedSecretCiphertextBlob: sent.SharedSecretCiphertextBlob,
  });
  same(received.SharedSecret, sent.SharedSecret);
}

async function rotation(key) {
  await call("EnableKeyRotation", { KeyId: key, RotationPeriodInDays: 180 });
  const status = await call("GetKeyRotationStatus", { KeyId: key });
  assert.equal(status.RotationPeriodInDays, 180);
  assert.ok(status.NextRotationDate > new Date());
  await call("DisableKeyRotation", { KeyId: key });
  assert.equal((await call("GetKeyRotationStatus", { KeyId: key })).KeyRotationEnabled, false);
  const { CiphertextBlob } = await call("Encrypt", { KeyId: key, Plaintext: MESSAGE });
  await call("RotateKeyOnDemand", { KeyId: key });
  await call("RotateKeyOnDemand", { KeyId: key });
  same((await call("Decrypt", { CiphertextBlob })).Plaintext, MESSAGE);
  const found = await pages("ListKeyRotations", "Rotations", 2, { KeyId: key });
  assert.deepEqual(names(found, "RotationType"), ["ON_DEMAND", "ON_DEMAND"]);
}

async function importing() {
  const key = await newKey({ Origin: "EXTERNAL" });
  const { ImportToken, PublicKey, ParametersValidTo } = await call("GetParametersForImport", {
    KeyId: key,
    WrappingAlgorithm: "RSAES_OAEP_SHA_256",
    WrappingKeySpec: "RSA_2048",
  });
  assert.ok(ParametersValidTo > new Date());
  const EncryptedKeyMaterial = crypto.publicEncrypt(
    { key: publicKey(PublicKey), oaepHash: "sha256", padding: crypto.constants.RSA_PKCS1_OAEP_PADDING },
    crypto.randomBytes(32),
  );
  const material = { KeyId: key, ImportToken, EncryptedKeyMaterial };
  await call("ImportKeyMaterial", {
    ...material,
    ExpirationModel: "KEY_MATERIAL_EXPIRES",
    ValidTo: new Date(Date.now() + 86_400_000),
  });
  const { CiphertextBlob } = await call("Encrypt", { KeyId: key, Plaintext: MESSAGE });
  await call("DeleteImportedKeyMaterial", { KeyId: key });
  await refused("KMSInvalidStateException", "Decrypt", { CiphertextBlob });
  await call("ImportKeyMaterial", { ...material, ExpirationModel: "KEY_MATERIAL_DOES_NOT_EXPIRE" });
  same((await call("Decrypt", { CiphertextBlob })).Plaintext, MESSAGE);
}

async function stores() {
  const xks = (name) => ({
    CustomKeyStoreName: name,
    CustomKeyStoreType: "EXTERNAL_KEY_STORE",
    XksProxyConnectivity: "PUBLIC_ENDPOINT",
    XksProxyUriEndpoint: `https://${name}.example.com`,
    XksProxyUriPath: `/${name}/kms/xks/v1`,
    XksProxyAuthenticationCredential: { AccessKeyId: "A".repeat(20), RawSecretAccessKey: "s".repeat(43) },
  });
  const { CustomKeyStoreId: first } = await call("CreateCustomKeyStore", xks("first"));
  const { CustomKeyStoreId: second } = await call("CreateCustomKeyStore", xks("second"));
  await call("UpdateCustomKeyStore", { CustomKeyStoreId: first, NewCustomKeyStoreName: "renamed" });
  const found = await pages("DescribeCustomKeyStores", "CustomKeyStores", 2);
  assert.deepEqual(names(found, "CustomKeyStoreName"), ["renamed", "second"]);
  await call("ConnectCustomKeyStore", { CustomKeyStoreId: first });
  const key = await newKey({ Origin: "EXTERNAL_KEY_STORE", CustomKeyStoreId: first, XksKeyId: "outside" });
  const { CiphertextBlob } = await call("Encrypt", { KeyId: key, Plaintext: MESSAGE });
  same((await call("Decrypt", { CiphertextBlob })).Plaintext, MESSAGE);
  await refused("CustomKeyStoreHasCMKsException", "DeleteCustomKeyStore", { CustomKeyStoreId: first });
  await call("DisconnectCustomKeyStore", { CustomKeyStoreId: first });
  await call("DeleteCustomKeyStore", { CustomKeyStoreId: second });
  await refused("CustomKeyStoreNotFoundException", "ConnectCustomKeyStore", { CustomKeyStoreId: second });
}

async function regions() {
  const key = await newKey({ MultiRegion: true });
  const { CiphertextBlob } = await call("Encrypt", { KeyId: key, Plaintext: MESSAGE });
  const { ReplicaKeyMetadata } = await call("ReplicateKey", { KeyId: key, ReplicaRegion: OTHER_REGION });
  const replica = ReplicaKeyMetadata.Arn;
  assert.equal(replica, key.replace(REGION, OTHER_REGION));
  same((await call("Decrypt", { CiphertextBlob, KeyId: replica }, other)).Plaintext, MESSAGE);
  await call("UpdatePrimaryRegion", { KeyId: key, PrimaryRegion: OTHER_REGION });
  const { KeyMetadata } = await call("DescribeKey", { KeyId: replica }, other);
  assert.equal(KeyMetadata.MultiRegionConfiguration.PrimaryKey.Region, OTHER_REGION);
  return [key, replica];
}

/** Messages of the Encryption SDK: by multi-Region keys from one Region to the other, and for two keys. */
async function messages(key, replica) {
  const { encrypt, decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
  const opens = async (keyring, message) => {
    const { plaintext, messageHeader } = await decrypt(keyring, message);
    same(plaintext, MESSAGE);
    assert.equal(messageHeader.encryptionContext.owner, "alice");
  };
  const writer = new AwsKmsMrkAwareSymmetricKeyringNode({ client: kms, keyId: key });
  const { result } = await encrypt(writer, MESSAGE, { encryptionContext: CONTEXT });
  await opens(writer, result);
  await opens(new AwsKmsMrkAwareSymmetricKeyringNode({ client: other, keyId: replica }), result);
  const discoveryFilter = { partition: "aws", accountIDs: [ACCOUNT] };
  await opens(new AwsKmsMrkAwareSymmetricDiscoveryKeyringNode({ client: other, discoveryFilter }), result);
  const unrelated = new AwsKmsMrkAwareSymmetricKeyringNode({ client: kms, keyId: await newKey() });
  await assert.rejects(decrypt(unrelated, result));

  const clientProvider = getClient(sdk.KMS, { endpoint });
  const [generatorKeyId, second] = [await newKey(), await newKey()];
  const both = new KmsKeyringNode({ clientProvider, generatorKeyId, keyIds: [second] });
  const { result: shared } = await encrypt(both, MESSAGE, { encryptionContext: CONTEXT });
  await call("DisableKey", { KeyId: generatorKeyId });
  await opens(both, shared);
}

const first = await keys();
await permissions(first);
await encryption(first);
await signatures();
await macs();
await secrets();
await rotation(first);
await importing();
await stores();
const [key, replica] = await regions();
await messages(key, replica);
const { KeyLastUsage } = await call("GetKeyLastUsage", { KeyId: first });
assert.ok(operations.includes(KeyLastUsage.Operation));

const told = { model: operations, answered, paginator: paginators, paged };
for (const [kind, found] of Object.entries(told)) {
  for (const name of [...found].sort()) {
    console.log(kind, name);
  }
}
